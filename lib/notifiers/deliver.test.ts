import { afterEach, expect, test } from 'vitest';
import type { Db } from '@/db/client';
import { createCall, operatorPolicy } from '@/lib/email/http';
import { type DeliverDeps, deliver, toSentRequest } from '@/lib/notifiers/deliver';
import type { NotifierRequest } from '@/lib/notifiers/notifier';
import { notifiers } from '@/lib/notifiers/registry';
import { classifyStatus } from '@/lib/notifiers/rules/classify';
import { sampleContext, sampleMessage } from '@/lib/notifiers/testing/messages';
import { startReceiver } from '@/lib/notifiers/testing/receiver';

const now = new Date('2026-03-01T12:00:00Z');
const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

/** One request for each recipient; the receiver's statuses in their order. */
async function tell(recipients: readonly string[], statuses: readonly number[], requestsDone = 0) {
  const receiver = await startReceiver(...statuses.map((status) => ({ status, body: `said ${status}` })));
  stops.push(receiver.stop);
  const call = createCall(operatorPolicy);
  const settings = { from: 'a@example.com', resendApiKey: null, resendBaseUrl: receiver.url, smtpUrl: null };
  const deps: DeliverDeps = {
    call,
    operatorCall: call,
    mail: { db: undefined as unknown as Db, settings, call, now: () => now },
    now: () => now,
  };
  const requests = recipients.map(
    (recipient): NotifierRequest => ({
      kind: 'http',
      method: 'POST',
      url: `${receiver.url}/${recipient}`,
      headers: {},
      body: recipient,
      recipient,
    }),
  );
  const notifier = {
    ...notifiers.webhook,
    render: async () => requests,
    classify: (answer: Parameters<typeof notifiers.webhook.classify>[0]) =>
      classifyStatus(answer, now, { ok: [200], permanent: [400], dead: [401] }),
  };
  const attempt = await deliver(deps, notifier, {
    message: sampleMessage('opened'),
    config: { url: receiver.url },
    context: sampleContext,
    organizationId: 'org_01h455vb4pex5vsknk084sn02q',
    requestsDone,
  });
  return { attempt, told: receiver.received.map(({ body }) => body) };
}

test('who is refused for good does not keep the others from being told, and is named in the ledger', async () => {
  const { attempt, told } = await tell(['ada', 'bob', 'eve'], [400, 200, 200]);
  expect(told).toEqual(['ada', 'bob', 'eve']);
  expect(attempt).toMatchObject({ verdict: { kind: 'ok' }, requestsDone: 3, bounces: [] });
  expect(attempt.answer).toBe('ada: The receiver answered 400.\nsaid 200');
});

test('where everybody is refused, somebody else has to be told', async () => {
  const { attempt, told } = await tell(['ada', 'bob'], [400, 400]);
  expect(told).toEqual(['ada', 'bob']);
  expect(attempt.verdict).toMatchObject({ kind: 'permanent', disablesChannel: false });
});

test('a refusal of the whole channel ends it at once', async () => {
  const { attempt, told } = await tell(['ada', 'bob'], [401, 200]);
  expect(told).toEqual(['ada']);
  expect(attempt.verdict).toMatchObject({ kind: 'permanent', disablesChannel: true });
});

test('a retry tells nobody twice', async () => {
  const first = await tell(['ada', 'bob', 'eve'], [200, 400, 503]);
  expect(first.attempt).toMatchObject({ verdict: { kind: 'retry' }, requestsDone: 1 });
  const second = await tell(['ada', 'bob', 'eve'], [400, 200], first.attempt.requestsDone);
  expect(second.told).toEqual(['bob', 'eve']);
  expect(second.attempt).toMatchObject({ verdict: { kind: 'ok' }, requestsDone: 3 });
});

test('whether anybody was reached is known over all attempts', async () => {
  const refused = await tell(['ada', 'bob'], [400, 503]);
  expect(refused.attempt.verdict.kind).toBe('retry');
  const nobody = await tell(['ada', 'bob'], [400, 400], refused.attempt.requestsDone);
  expect(nobody.attempt.verdict.kind).toBe('permanent');

  const reached = await tell(['ada', 'bob'], [200, 503]);
  const somebody = await tell(['ada', 'bob'], [400], reached.attempt.requestsDone);
  expect(somebody.told).toEqual(['bob']);
  expect(somebody.attempt.verdict.kind).toBe('ok');
});

test('a secret that the cut of an answer would part leaves nothing behind', async () => {
  const secret = 'whsec_0123456789abcdefghijklmnop';
  const receiver = await startReceiver({ status: 500, body: `${'x'.repeat(2030)}${secret} and more` });
  stops.push(receiver.stop);
  const call = createCall(operatorPolicy);
  const settings = { from: 'a@example.com', resendApiKey: null, resendBaseUrl: receiver.url, smtpUrl: null };
  const mail = { db: undefined as unknown as Db, settings, call, now: () => now };
  const { answer } = await deliver({ call, operatorCall: call, mail, now: () => now }, notifiers.webhook, {
    message: sampleMessage('opened'),
    config: { url: receiver.url },
    context: { ...sampleContext, signingSecrets: [secret] },
    organizationId: 'org_01h455vb4pex5vsknk084sn02q',
    requestsDone: 0,
  });
  expect(answer).toBe(`${'x'.repeat(2030)}******** and more`);
});

test('no link by which a reader could be cut off stands in the ledger', async () => {
  const [request] = await notifiers.email.render(
    sampleMessage('opened'),
    { to: ['ada@example.com'] },
    sampleContext,
  );
  if (request?.kind !== 'mail') throw new Error('mail is sent by mail');
  const shown = JSON.stringify(toSentRequest(request, (text) => text));
  expect(shown).not.toContain('/unsubscribe/');
});
