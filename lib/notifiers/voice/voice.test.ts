import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Message } from '@/lib/notifiers/rules/message';
import { deliverTo } from '@/lib/notifiers/testing/deliver-to';
import { sampleContext, sampleMessage } from '@/lib/notifiers/testing/messages';
import { voiceNotifier } from '@/lib/notifiers/voice/notifier';
import { spokenTwiml } from '@/lib/notifiers/voice/spoken';
import { heard, voiceSample } from '@/lib/notifiers/voice/testdata/sample';

const called = voiceSample.success;
const callsFor = async (message: Message) =>
  (await voiceNotifier.render(message, voiceSample.config(''), sampleContext)).length;

test('each phone is called, and hears the message twice', async () => {
  const { attempt, received } = await deliverTo('voice', {}, called);
  expect(attempt.verdict).toEqual({ kind: 'ok' });
  expect(received.map(({ path }) => path)).toEqual(
    Array(2).fill('/2010-04-01/Accounts/AC0123456789abcdef0123456789abcdef/Calls.json'),
  );
  const form = new URLSearchParams(received[0]?.body);
  expect([form.get('To'), form.get('From')]).toEqual(['+4915112345678', '+15005550006']);
  expect(
    heard(received[0]?.body ?? '')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  ).toBe(
    'This is Stillup. Down: Checkout API. Since 1 Mar 2026, 12:00:00 UTC. Checkout API is down: it answers with status 503. ' +
      'Once more. Down: Checkout API. Since 1 Mar 2026, 12:00:00 UTC. Checkout API is down: it answers with status 503. Goodbye.',
  );
});

test('durations are said in words', () => {
  expect(spokenTwiml(['Still down after 1 h 5 min: API', 'Since 12 s'])).toContain(
    'Still down after 1 hour 5 minutes: API. Since 12 seconds.',
  );
});

test('nobody is woken by what is over, and a storm rings only while something is down', async () => {
  expect(await callsFor(sampleMessage('resolved'))).toBe(0);
  const digest = sampleMessage('digest');
  if (digest.kind !== 'digest') throw new Error('a digest was asked for');
  expect(await callsFor(digest)).toBe(2);
  expect(await callsFor({ ...digest, open_count: 0 })).toBe(0);
});

test('whatever the words, it is TwiML of at most 4,000 characters with nothing live in it', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme-ascii', maxLength: 1000 })), (lines) => {
      const twiml = spokenTwiml([...lines, '<Dial>+1900</Dial> & "]]>']);
      expect(twiml.length).toBeLessThanOrEqual(4000);
      expect(twiml.match(/<[A-Z]\w*/g)).toEqual(['<Response', '<Pause', '<Say', '<Pause', '<Say']);
      expect(twiml.replaceAll(/&(amp|lt|gt|quot|#39);/g, '')).not.toContain('&');
    }),
  );
});
