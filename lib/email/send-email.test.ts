import { afterEach, describe, expect, test } from 'vitest';
import type { Db } from '@/db/client';
import { createCall, operatorPolicy } from '@/lib/email/http';
import type { MailSettings } from '@/lib/email/mail-settings';
import { type MailDeps, type MailToSend, sendEmail } from '@/lib/email/send-email';
import { mailboxSettings } from '@/lib/email/testing/mailbox-settings';
import { type Answers, startSmtpServer } from '@/lib/email/testing/smtp-server';
import { type Answer, startReceiver } from '@/lib/notifiers/testing/receiver';

const now = new Date('2026-03-01T12:00:00Z');

const mail: MailToSend = {
  to: ['ada@example.com', 'bob@example.com'],
  subject: 'Down: Überwachung ☂',
  html: '<p>Down</p>',
  text: 'Down\n.dots at the beginning of a line\n',
  headers: { 'Message-ID': '<inc_1.chn_1@example.com>', 'Auto-Submitted': 'auto-generated' },
  idempotencyKey: 'dlv_01h455vb4pex5vsknk084sn02q',
  tags: { delivery_id: 'dlv_01h455vb4pex5vsknk084sn02q' },
  organizationId: null,
};

function deps(settings: Partial<MailSettings>): MailDeps {
  return {
    db: undefined as unknown as Db,
    settings: { ...mailboxSettings, ...settings },
    call: createCall(operatorPolicy),
    now: () => now,
  };
}

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

describe('Resend', () => {
  async function send(...answers: Answer[]) {
    const receiver = await startReceiver(...answers);
    stops.push(receiver.stop);
    const result = await sendEmail(deps({ resendApiKey: 're_key', resendBaseUrl: `${receiver.url}/` }), mail);
    return { result, received: receiver.received };
  }

  test('is asked as its reference says, with the delivery as the idempotency key', async () => {
    const { result, received } = await send({ status: 200, body: '{"id":"49a3999c"}' });
    expect(result).toMatchObject({
      kind: 'sent',
      provider: 'resend',
      statusCode: 200,
      answer: '{"id":"49a3999c"}',
    });
    const [request] = received;
    expect(request).toMatchObject({ method: 'POST', path: '/emails' });
    expect(request?.headers).toMatchObject({
      authorization: 'Bearer re_key',
      'idempotency-key': mail.idempotencyKey,
      'content-type': 'application/json',
    });
    expect(JSON.parse(request?.body ?? '')).toEqual({
      from: 'Stillup <stillup@example.com>',
      to: mail.to,
      subject: mail.subject,
      html: mail.html,
      text: mail.text,
      // Resend sets a Message-ID of its own, so the thread hangs on a common reference.
      headers: { 'Auto-Submitted': 'auto-generated', References: '<inc_1.chn_1@example.com>' },
      tags: [{ name: 'delivery_id', value: mail.idempotencyKey }],
    });
  });

  test.each<[Answer, 'retry' | 'permanent']>([
    [{ status: 400, body: '{"name":"validation_error","message":"bad to"}' }, 'permanent'],
    [{ status: 422, body: '{"name":"invalid_from_address"}' }, 'permanent'],
    [{ status: 409, body: '{"name":"invalid_idempotent_request"}' }, 'permanent'],
    [{ status: 409, body: '{"name":"concurrent_idempotent_requests"}' }, 'retry'],
    [{ status: 401, body: '{"name":"restricted_api_key"}' }, 'retry'],
    [{ status: 403, body: '{"name":"invalid_api_key"}' }, 'retry'],
    [{ status: 302, headers: { location: 'http://127.0.0.1:1/' } }, 'retry'],
    [{ status: 500, body: 'oops' }, 'retry'],
    ['reset', 'retry'],
    ['reset_after_reading', 'retry'],
  ])('%j means %s', async (answer, kind) => {
    const { result } = await send(answer);
    expect(result).toMatchObject({ kind, reason: expect.stringContaining('Resend') });
    // Nobody is struck off for what is wrong with a key, a domain or a mail of ours.
    if (result.kind === 'permanent') expect(result.isBounce).toBe(false);
  });

  test('a wait it asks for is kept', async () => {
    const { result } = await send({ status: 429, headers: { 'retry-after': '7' } });
    expect(result).toMatchObject({ kind: 'retry', retryAfterMs: 7000 });
  });
});

describe('SMTP', () => {
  async function send(answers: Answers = {}, user?: string) {
    const server = await startSmtpServer(answers);
    stops.push(server.stop);
    const result = await sendEmail(deps({ smtpUrl: server.url(user) }), mail);
    return { result, letters: server.letters };
  }

  test('delivers one letter to all, with our message id and headers', async () => {
    const { result, letters } = await send({}, 'stillup');
    expect(result).toMatchObject({ kind: 'sent', provider: 'smtp', statusCode: 250 });
    const [letter] = letters;
    expect(letters).toHaveLength(1);
    expect(letter).toMatchObject({ from: 'stillup@example.com', to: mail.to, user: 'stillup' });
    expect(letter?.data).toContain('Message-ID: <inc_1.chn_1@example.com>\r\n');
    expect(letter?.data).toContain('Auto-Submitted: auto-generated\r\n');
    expect(letter?.data).toContain('To: ada@example.com, bob@example.com\r\n');
    expect(letter?.data).toContain('multipart/alternative');
    expect(letter?.data).toContain('.dots at the beginning of a line');
  });

  test.each<[string, Answers, 'retry' | 'permanent', number]>([
    ['refuses all recipients', { rcpt: () => '550 5.1.1 No such user' }, 'permanent', 550],
    ['greylists', { rcpt: () => '450 4.7.1 Try again later' }, 'retry', 450],
    ['refuses the sender', { mail: '553 5.1.8 Not you' }, 'permanent', 553],
    ['refuses the content', { endOfData: '554 5.7.1 Spam' }, 'permanent', 554],
    ['is out of space', { endOfData: '452 4.3.1 Later' }, 'retry', 452],
    ['is too busy to greet', { greeting: '421 4.3.2 Busy' }, 'retry', 421],
    ['takes no connections at all', { greeting: '554 5.7.1 Go away' }, 'retry', 554],
  ])('a server that %s', async (_, answers, kind, statusCode) => {
    const { result, letters } = await send(answers);
    expect(result).toMatchObject({ kind, statusCode });
    expect(letters).toEqual([]);
  });

  test.each<[string, Answers, boolean]>([
    ['an unknown mailbox', { rcpt: () => '550 5.1.1 No such user' }, true],
    ['an unknown mailbox, without an enhanced code', { rcpt: () => '550 No such user' }, true],
    ['a mailbox that moved', { rcpt: () => '551 5.1.6 Moved' }, true],
    ['a mailbox that is switched off', { rcpt: () => '550 5.2.1 Disabled' }, true],
    ['an unknown mailbox, told after the data', { endOfData: '550 5.1.1 No such user' }, true],
    ['a policy', { rcpt: () => '550 5.7.1 Blocked by policy' }, false],
    ['no right to relay', { rcpt: () => '554 5.7.1 Relay access denied' }, false],
    ['a size', { endOfData: '552 5.3.4 Too big' }, false],
    ['spam', { endOfData: '554 5.7.1 Spam' }, false],
    ['a full mailbox', { rcpt: () => '552 5.2.2 Full' }, false],
    ['our own sender', { mail: '550 5.1.8 Sender refused' }, false],
  ])('%s: is the address bad for good?', async (_, answers, isBounce) => {
    const { result } = await send(answers);
    expect(result).toMatchObject({ kind: 'permanent', isBounce });
  });

  test('says as the sender what a list of mails should show', async () => {
    const server = await startSmtpServer();
    stops.push(server.stop);
    await sendEmail(deps({ smtpUrl: server.url() }), {
      ...mail,
      senderNote: 'Re"covered\r\nBcc: eve@x.test',
    });
    expect(server.letters[0]?.data).toContain(
      'From: "Stillup: Recovered Bcc: eve@x.test" <stillup@example.com>\r\n',
    );
    expect(server.letters[0]?.from).toBe('stillup@example.com');
  });

  test('a wrong password is for the operator to mend, so it is tried again', async () => {
    const { result } = await send({ auth: '535 5.7.8 Bad credentials' }, 'stillup');
    expect(result).toMatchObject({ kind: 'retry', statusCode: 535 });
  });

  test('accepted for some is sent, and says who was refused', async () => {
    const { result, letters } = await send({
      rcpt: (address) => (address.startsWith('bob') ? '550 No' : undefined),
    });
    expect(result.kind).toBe('sent');
    expect(result.answer).toContain('refused: bob@example.com');
    expect(letters[0]?.to).toEqual(['ada@example.com']);
  });

  test('a server that is not there is tried again', async () => {
    const server = await startSmtpServer();
    await server.stop();
    const result = await sendEmail(deps({ smtpUrl: server.url() }), mail);
    expect(result).toMatchObject({ kind: 'retry', statusCode: null });
  });
});

describe('headers', () => {
  test.each<[string, Partial<MailToSend>]>([
    ['a subject', { subject: 'Down\r\nBcc: eve@example.com' }],
    ['a recipient', { to: ['ada@example.com\r\nBcc: eve@example.com'] }],
    ['a recipient with a name', { to: ['Ada <ada@example.com>'] }],
    ['a header value', { headers: { 'X-Monitor': 'a\nBcc: eve@example.com' } }],
    ['a header name', { headers: { 'X-Monitor: a\r\nBcc': 'eve@example.com' } }],
    ['nobody', { to: [] }],
  ])('%s that would smuggle a header is never sent', async (_, change) => {
    const server = await startSmtpServer();
    stops.push(server.stop);
    const result = await sendEmail(deps({ smtpUrl: server.url() }), { ...mail, ...change });
    expect(result.kind).toBe('permanent');
    expect(server.letters).toEqual([]);
  });
});
