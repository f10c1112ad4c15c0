import { expect, test } from 'vitest';
import { contentOf } from '@/lib/notifiers/rules/content';
import type { DigestMessage } from '@/lib/notifiers/rules/message';
import { fitBytes } from '@/lib/notifiers/rules/trim-content';
import { sampleContext, sampleMessage } from '@/lib/notifiers/testing/messages';

const digest = sampleMessage('digest') as DigestMessage;
const [item] = digest.items;
if (item === undefined) throw new Error('the sample has an incident');
const storm = contentOf(
  { ...digest, items: Array.from({ length: 50 }, () => item), more: 950 },
  sampleContext,
);

test('what fits is left as it is', () => {
  expect(JSON.parse(fitBytes(storm, 100_000, JSON.stringify))).toEqual(storm);
});

test.each([8000, 4000, 1500])(
  'within %i bytes a storm is cut to fewer lines, and all of it is still counted',
  (max) => {
    const body = fitBytes(storm, max, JSON.stringify);
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(max);
    const { items } = JSON.parse(body) as typeof storm;
    const left = Number(/^and (\d+) more$/.exec(items.at(-1)?.text ?? '')?.[1]);
    expect(items.length - 1 + left).toBe(1000);
  },
);

test('what nobody sees and some receivers refuse is taken out', () => {
  const body = fitBytes(
    contentOf(sampleMessage('opened', 'A\u0000P\u0007I'), sampleContext),
    100_000,
    JSON.stringify,
  );
  expect((JSON.parse(body) as typeof storm).title).toBe('API');
});
