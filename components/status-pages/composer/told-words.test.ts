import { describe, expect, test } from 'vitest';
import { audienceWords, exampleWords, toldWords } from '@/components/status-pages/composer/told-words';

const nobody = { email: 0, webhook: 0, slack: 0, examples: [] };

describe('audienceWords', () => {
  test('counts each kind in its own number, and leaves out what there is none of', () => {
    expect(audienceWords({ ...nobody, email: 42, webhook: 2 })).toBe('42 mailboxes and 2 webhooks');
    expect(audienceWords({ ...nobody, email: 1, webhook: 1, slack: 1 })).toBe(
      '1 mailbox, 1 webhook and 1 Slack channel',
    );
  });

  test('nobody is null, so that it is said in words of its own', () => {
    expect(audienceWords(nobody)).toBeNull();
  });
});

describe('exampleWords', () => {
  const examples = [
    { kind: 'email' as const, address: 'ada@example.com' },
    { kind: 'webhook' as const, address: 'hooks.example.com' },
  ];

  test('names the first and counts the rest', () => {
    expect(exampleWords({ email: 41, webhook: 1, slack: 0, examples })).toBe(
      'ada@example.com, hooks.example.com and 40 others',
    );
    expect(exampleWords({ email: 2, webhook: 1, slack: 0, examples })).toBe(
      'ada@example.com, hooks.example.com and one other',
    );
  });

  test('names all where there are no more', () => {
    expect(exampleWords({ email: 1, webhook: 1, slack: 0, examples })).toBe(
      'ada@example.com and hooks.example.com',
    );
  });
});

describe('toldWords', () => {
  const of = (total: number, sent: number, failed: number, notify = true) =>
    toldWords({ notify, notified: { total, sent, failed } });

  test('says what is sent, what waits and what failed, and never more than is true', () => {
    expect(of(42, 42, 0)).toBe('42 of 42 told');
    expect(of(42, 10, 2)).toBe('10 of 42 told, 30 to be told, 2 not reached');
    expect(of(42, 0, 0)).toBe('42 to be told');
    expect(of(3, 0, 3)).toBe('0 of 3 told, 3 not reached');
  });

  test('claims nothing of what is no longer kept', () => {
    expect(toldWords({ notify: true, notified: null })).toBe('Who was told is no longer on record');
  });

  test('tells silence by choice from silence for want of subscribers', () => {
    expect(of(0, 0, 0, false)).toBe('Subscribers were not told');
    expect(of(0, 0, 0)).toBe('No subscriber to tell');
  });
});
