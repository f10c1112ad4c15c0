import { afterEach, expect, test } from 'vitest';
import type { Db } from '@/db/client';
import { createCall, operatorPolicy } from '@/lib/email/http';
import { mailboxSettings } from '@/lib/email/testing/mailbox-settings';
import { startSmtpServer } from '@/lib/email/testing/smtp-server';
import { type DeliverDeps, deliver } from '@/lib/notifiers/deliver';
import { emailNotifier } from '@/lib/notifiers/email/notifier';
import { sampleContext, sampleMessage } from '@/lib/notifiers/testing/messages';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

/** `refusals` by the name before the @. */
async function tell(names: readonly string[], refusals: Readonly<Record<string, string>>) {
  const server = await startSmtpServer({ rcpt: (address) => refusals[address.split('@')[0] ?? ''] });
  stops.push(server.stop);
  const call = createCall(operatorPolicy);
  const now = () => new Date('2026-03-01T12:00:00Z');
  const settings = { ...mailboxSettings, smtpUrl: server.url() };
  const deps: DeliverDeps = {
    call,
    operatorCall: call,
    mail: { db: undefined as unknown as Db, settings, call, now },
    now,
  };
  const attempt = await deliver(deps, emailNotifier, {
    message: sampleMessage('opened'),
    config: { to: names.map((name) => `${name}@example.com`) },
    context: sampleContext,
    organizationId: 'org_01h455vb4pex5vsknk084sn02q',
    requestsDone: 0,
  });
  return { attempt, told: server.letters.flatMap(({ to }) => to) };
}

test('an address that does not exist is struck off, and the others are told', async () => {
  const { attempt, told } = await tell(['ada', 'bob'], { ada: '550 5.1.1 No such user' });
  expect(told).toEqual(['bob@example.com']);
  expect(attempt.verdict).toEqual({ kind: 'ok' });
  expect(attempt.bounces).toEqual([
    { address: 'ada@example.com', reason: expect.stringContaining('5.1.1 No such user') },
  ]);
});

test('nobody is struck off for a policy, and where nobody was reached somebody else has to be told', async () => {
  const { attempt } = await tell(['ada', 'bob'], { ada: '550 5.7.1 Blocked', bob: '554 5.7.1 Blocked' });
  expect(attempt.verdict).toMatchObject({ kind: 'permanent', disablesChannel: false });
  expect(attempt.bounces).toEqual([]);
  expect(attempt.answer).toContain('ada@example.com: SMTP');
});

test('what was taken is a receipt with the subject that later mails repeat', async () => {
  const { attempt } = await tell(['ada'], {});
  expect(attempt.receipt).toEqual({ subject: 'Down: Checkout API' });
});
