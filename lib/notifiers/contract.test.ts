import { afterEach, describe, expect, test } from 'vitest';
import type { Db } from '@/db/client';
import { createCall, operatorPolicy } from '@/lib/email/http';
import { type ChannelType, channelTypes } from '@/lib/notifiers/constants';
import { type DeliverDeps, deliver } from '@/lib/notifiers/deliver';
import type { NotifierRequest } from '@/lib/notifiers/notifier';
import { notifiers } from '@/lib/notifiers/registry';
import type { IncidentMessage, Message } from '@/lib/notifiers/rules/message';
import {
  sampleContext as context,
  messageKinds,
  sampleMessage,
  signingSecret,
} from '@/lib/notifiers/testing/messages';
import { type Answer, startReceiver } from '@/lib/notifiers/testing/receiver';

/** One contract over the registry: a new kind of channel is held to it by being registered. */

const now = new Date('2026-03-01T12:00:00Z');
const headerSecret = 'Bearer hunter2-hunter2';

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
