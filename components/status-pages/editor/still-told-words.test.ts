import { expect, test } from 'vitest';
import { stillToldWords } from '@/components/status-pages/editor/still-told-words';

const counts = { email: 38, webhook: 2, slack: 0, outside_domains: 4 };
const nobody = { email: 0, webhook: 0, slack: 0, outside_domains: 0 };

test('behind a password or within networks all go on being told, also those whom domains kept out before', () => {
  for (const access of ['password', 'ip'] as const) {
    const [words, ...more] = stillToldWords(access, counts);
    expect(words).toContain('as before: 42 mailboxes and 2 webhooks.');
    expect(more).toEqual([]);
  }
});

test('for mailboxes of certain domains it says who is told, and how many are told no more', () => {
  expect(stillToldWords('email', counts)).toEqual([
    'Told of updates as before: 38 mailboxes and 2 webhooks.',
    'Told no more: 4 mailboxes outside these domains, until the page is open to them again.',
  ]);
  expect(stillToldWords('email', { ...nobody, outside_domains: 1 })).toEqual([
    'Told no more: 1 mailbox outside these domains, until the page is open to them again.',
  ]);
  expect(stillToldWords('email', { ...nobody, email: 1 })).toEqual(['Told of updates as before: 1 mailbox.']);
});

test('where nobody has subscribed, or everybody may read, there is nothing to say', () => {
  for (const access of ['password', 'ip', 'email'] as const)
    expect(stillToldWords(access, nobody)).toEqual([]);
  expect(stillToldWords('public', counts)).toEqual([]);
});
