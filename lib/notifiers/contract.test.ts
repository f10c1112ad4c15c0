import { Webhook } from 'standardwebhooks';
import { afterEach, describe, expect, test } from 'vitest';
import type { Db } from '@/db/client';
import { createCall, operatorPolicy } from '@/lib/email/http';
import { type ChannelType, channelTypes } from '@/lib/notifiers/constants';
import { type DeliverDeps, deliver } from '@/lib/notifiers/deliver';
import type { NotifierRequest, RenderContext } from '@/lib/notifiers/notifier';
import { notifiers } from '@/lib/notifiers/registry';
import type { IncidentMessage, Message } from '@/lib/notifiers/rules/message';
import { messageKinds, sampleIncidentMessage, sampleMessage } from '@/lib/notifiers/testing/messages';
import { type Answer, startReceiver } from '@/lib/notifiers/testing/receiver';
import { newSigningSecret } from '@/lib/notifiers/webhook/sign';

/** One contract over the registry: a new kind of channel is held to it by being registered. */

const now = new Date('2026-03-01T12:00:00Z');
const signingSecret = newSigningSecret();
const headerSecret = 'Bearer hunter2-hunter2';

const context: RenderContext = {
  deliveryId: 'dlv_01h455vb4pex5vsknk084sn02q',
  attemptAt: now,
  appUrl: 'https://status.example.com',
  channel: { id: 'chn_01h455vb4pex5vsknk084sn02q', name: 'On call' },
  signingSecrets: [signingSecret],
  mailDomain: 'example.com',
};

/** A config of each kind that leads to `url`, and what of it must never be seen in a message. */
const samples: Record<ChannelType, (url: string) => { config: unknown; secrets: string[] }> = {
  email: () => ({ config: { to: ['ops@example.com'] }, secrets: ['re_secret_key'] }),
  webhook: (url) => ({
    config: { url: `${url}/hook`, headers: { Authorization: headerSecret } },
    secrets: [headerSecret, signingSecret],
  }),
};

function bodyOf(request: NotifierRequest): string {
  return request.kind === 'http'
    ? request.body
    : `${request.mail.subject}\n${request.mail.html}\n${request.mail.text}`;
}

function bytesOf(request: NotifierRequest): number {
  return Buffer.byteLength(request.kind === 'http' ? request.body : request.mail.html);
}

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

const kinds = channelTypes.flatMap((type) => messageKinds.map((kind) => ({ type, kind })));

describe.each(kinds)('$type renders $kind', ({ type, kind }) => {
  const notifier = notifiers[type];
  const { config, secrets } = samples[type]('https://hooks.example.com');
  const render = (message: Message) => notifier.render(message, config, context);

  test('with the name of the monitor', async () => {
    expect(bodyOf(await render(sampleMessage(kind)))).toContain('Checkout API');
  });

  test('the same each time', async () => {
    expect(await render(sampleMessage(kind))).toEqual(await render(sampleMessage(kind)));
  });

  test('without a secret', async () => {
    const body = bodyOf(await render(sampleMessage(kind)));
    for (const secret of secrets) expect(body).not.toContain(secret);
  });

  test('within the size its receiver takes, whatever it is made of', async () => {
    const hostile = oversized(sampleMessage(kind, '\u0000"🦄\\'.repeat(40)));
    const request = await render(hostile);
    expect(bytesOf(request)).toBeLessThan(notifier.maxBytes);
    expect(bodyOf(request).isWellFormed()).toBe(true);
    if (request.kind === 'http') expect(() => JSON.parse(request.body)).not.toThrow();
  });

  test('with its markup escaped', async () => {
    const request = await render(sampleMessage(kind, '<img src=x onerror=alert(1)> & "Co"'));
    if (request.kind === 'mail') {
      expect(request.mail.html).not.toContain('<img src=x');
      expect(request.mail.html).toContain('&lt;img src=x');
    } else expect(JSON.stringify(JSON.parse(request.body))).toContain('<img src=x onerror=alert(1)>');
  });

  test('without a line break where a header stands', async () => {
    const request = await render(sampleMessage(kind, 'API\r\nBcc: eve@example.com\u2028x'));
    const { headers } = request.kind === 'http' ? request : request.mail;
    const lines = [...Object.values(headers), ...(request.kind === 'mail' ? [request.mail.subject] : [])];
    for (const line of lines) expect(line).not.toMatch(/[\r\n\u2028]/);
  });
});

/** Everything at the largest that can be stored, and more, in characters that take the most room. */
function oversized(message: Message): Message {
  if (message.kind === 'channel_disabled') return { ...message, reason: '\u0001'.repeat(5000) };
  const large: IncidentMessage = {
    ...message,
    incident: { ...message.incident, title: '\u0001'.repeat(300) },
    evidence: Array.from({ length: 8 }, (_, index) => ({
      region: `region-${index}`,
      cause: 'http_status',
      http_status: 500,
      error: '\u0001'.repeat(300),
      total_ms: 1,
      checked_at: message.at,
    })),
    excerpt: '\ud83e\udd84'.repeat(499),
  };
  return large;
}

describe.each(channelTypes.map((type) => ({ type })))('$type delivers', ({ type }) => {
  async function send(...answers: Answer[]) {
    const receiver = await startReceiver(...answers);
    stops.push(receiver.stop);
    const call = createCall(operatorPolicy);
    const deps: DeliverDeps = {
      call: (request) => call({ ...request, timeoutMs: Math.min(request.timeoutMs, 300) }),
      mail: {
        db: undefined as unknown as Db,
        settings: {
          from: 'Stillup <stillup@example.com>',
          resendApiKey: 're_secret_key',
          resendBaseUrl: receiver.url,
          smtpUrl: null,
        },
        call: (request) => call({ ...request, timeoutMs: Math.min(request.timeoutMs, 300) }),
        now: () => now,
      },
      now: () => now,
    };
    const attempt = await deliver(deps, notifiers[type], {
      message: sampleMessage('opened'),
      config: samples[type](receiver.url).config,
      context,
      organizationId: 'org_01h455vb4pex5vsknk084sn02q',
    });
    return { attempt, received: receiver.received };
  }

  test('and success is ok, with the raw answer', async () => {
    const { attempt, received } = await send({ status: 200, body: '{"id":"1"}' });
    expect(attempt).toMatchObject({ verdict: { kind: 'ok' }, statusCode: 200, answer: '{"id":"1"}' });
    expect(received).toHaveLength(1);
  });

  test('and the stable id is in the request', async () => {
    const { received } = await send({ status: 200 });
    const headers = received[0]?.headers;
    expect([headers?.['webhook-id'], headers?.['idempotency-key']]).toContain(context.deliveryId);
  });

  test.each(['7', 'Sun, 01 Mar 2026 12:00:07 GMT'])(
    'and 429 with Retry-After %s waits so long',
    async (value) => {
      const { attempt } = await send({ status: 429, headers: { 'retry-after': value } });
      expect(attempt.verdict).toMatchObject({ kind: 'retry', retryAfterMs: 7000 });
    },
  );

  test.each([500, 503])('and %i is tried again', async (status) => {
    const { attempt } = await send({ status, body: 'oops' });
    expect(attempt).toMatchObject({ verdict: { kind: 'retry' }, statusCode: status, answer: 'oops' });
  });

  test.each(['hang', 'reset', 'reset_after_reading'] as const)(
    'and a receiver that does %s is tried again',
    async (answer) => {
      const { attempt } = await send(answer);
      expect(attempt).toMatchObject({ verdict: { kind: 'retry', retryAfterMs: null }, statusCode: null });
    },
  );

  test('and a redirect is not followed', async () => {
    const { attempt, received } = await send({ status: 307, headers: { location: '/elsewhere' } });
    expect(attempt.verdict.kind).toBe('retry');
    expect(received).toHaveLength(1);
  });

  test('and an answer is cut, and never breaks the database', async () => {
    const { attempt } = await send({ status: 500, body: `\0${'x'.repeat(100_000)}` });
    expect(attempt.answer?.length).toBe(2048);
    expect(attempt.answer).not.toContain('\0');
  });
});

describe('what 404 and 410 mean', () => {
  const answer = (status: number) => ({ status, headers: {}, body: '' });
  test('for a webhook: only 410 is final, and it switches the channel off', () => {
    expect(notifiers.webhook.classify(answer(410), now)).toMatchObject({
      kind: 'permanent',
      disablesChannel: true,
    });
    for (const status of [400, 401, 403, 404, 405, 422]) {
      expect(notifiers.webhook.classify(answer(status), now).kind).toBe('retry');
    }
  });
  test('for mail: a refused request is final, and the channel stays on', () => {
    for (const status of [404, 410]) {
      expect(notifiers.email.classify(answer(status), now)).toMatchObject({
        kind: 'permanent',
        disablesChannel: false,
      });
    }
  });
});

describe('webhook', () => {
  const config = { url: 'https://hooks.example.com/x', headers: { 'X-Team': 'ops' } };
  async function request(extra: Partial<RenderContext> = {}) {
    const made = await notifiers.webhook.render(sampleMessage('opened'), config, {
      ...context,
      attemptAt: new Date(),
      ...extra,
    });
    if (made.kind !== 'http') throw new Error('a webhook is sent by http');
    return made;
  }

  test('verifies with the independent library, and not once a byte is changed', async () => {
    const { body, headers } = await request();
    const verifier = new Webhook(signingSecret);
    expect(verifier.verify(body, { ...headers })).toMatchObject({
      type: 'incident.opened',
      timestamp: '2026-03-01T12:03:12.000Z',
      data: {
        incident: { id: 'inc_01h455vb4pex5vsknk084sn02q', status: 'open', cause: 'http_status' },
        monitor: { name: 'Checkout API', url: 'https://api.example.com/health?full=1&x=<y>' },
      },
    });
    expect(() => verifier.verify(body.replace('open', 'opem'), { ...headers })).toThrow();
    expect(() => verifier.verify(body, { ...headers, 'webhook-id': 'dlv_other' })).toThrow();
  });

  test('while a secret rotates, holders of either one can verify', async () => {
    const next = newSigningSecret();
    const { body, headers } = await request({ signingSecrets: [next, signingSecret] });
    expect(headers['webhook-signature']?.split(' ')).toHaveLength(2);
    for (const secret of [next, signingSecret]) {
      expect(() => new Webhook(secret).verify(body, { ...headers })).not.toThrow();
    }
    expect(() => new Webhook(newSigningSecret()).verify(body, { ...headers })).toThrow();
  });

  test('a later attempt has a new timestamp and the same id', async () => {
    const first = await request({ attemptAt: now });
    const second = await request({ attemptAt: new Date(now.getTime() + 90_000) });
    expect(second.headers['webhook-id']).toBe(first.headers['webhook-id']);
    expect(Number(second.headers['webhook-timestamp']) - Number(first.headers['webhook-timestamp'])).toBe(90);
    expect(second.body).toBe(first.body);
  });

  test('X-Uptime-Signature is the HMAC-SHA256 of the body, in hex', async () => {
    const { headers, body } = await request();
    const { createHmac } = await import('node:crypto');
    expect(headers['x-uptime-signature']).toBe(
      createHmac('sha256', signingSecret).update(body).digest('hex'),
    );
  });

  test('own headers go along, and cannot stand in for ours', async () => {
    expect((await request()).headers).toMatchObject({ 'X-Team': 'ops' });
    for (const name of ['Webhook-Id', 'X-UPTIME-SIGNATURE', 'Host', 'content-length', 'Content-Type']) {
      const parsed = notifiers.webhook.configSchema.safeParse({ ...config, headers: { [name]: 'x' } });
      expect(parsed.success).toBe(false);
    }
    for (const value of ['a\r\nX-Evil: 1', 'a\0', 'ünïcödé ☃']) {
      expect(notifiers.webhook.configSchema.safeParse({ ...config, headers: { A: value } }).success).toBe(
        false,
      );
    }
  });
});

describe('email', () => {
  async function mailOf(message: Message, extra: Partial<RenderContext> = {}) {
    const made = await notifiers.email.render(message, { to: ['ops@example.com'] }, { ...context, ...extra });
    if (made.kind !== 'mail') throw new Error('mail is sent by mail');
    return made.mail;
  }

  test('all mails of one incident hang on its first one', async () => {
    const first = await mailOf(sampleMessage('opened'));
    const last = await mailOf(sampleMessage('resolved'), { deliveryId: 'dlv_2' });
    expect(last.headers).toMatchObject({
      'In-Reply-To': first.headers['Message-ID'],
      References: first.headers['Message-ID'],
      'Auto-Submitted': 'auto-generated',
    });
    expect(last.headers['Message-ID']).not.toBe(first.headers['Message-ID']);
  });

  test('html and text both say what, since when, from where and why, and lead to the incident', async () => {
    const mail = await mailOf(sampleMessage('opened'));
    for (const part of [mail.html, mail.text]) {
      expect(part).toContain('Checkout API is down: it answers with status 503');
      expect(part).toContain('1 Mar 2026, 12:00:00 UTC');
      expect(part).toContain('From fra');
      expect(part).toContain('HTTP 503');
      expect(part).toContain('https://status.example.com/incidents/inc_01h455vb4pex5vsknk084sn02q');
    }
    expect(mail.subject).toBe('Down: Checkout API');
    expect(mail.html).toContain('prefers-color-scheme: dark');
  });

  test('a recovery says how long it took', async () => {
    const mail = await mailOf(sampleIncidentMessage('resolved'));
    expect(mail.subject).toBe('Recovered: Checkout API (after 3 min 12 s)');
    expect(mail.text).toContain('Checkout API is well again after 3 min 12 s.');
  });
});
