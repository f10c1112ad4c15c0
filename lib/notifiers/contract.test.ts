import { afterEach, describe, expect, test } from 'vitest';
import type { Db } from '@/db/client';
import { createCall, operatorPolicy } from '@/lib/email/http';
import { channelTypes } from '@/lib/notifiers/constants';
import { type DeliverDeps, deliver } from '@/lib/notifiers/deliver';
import type { HttpRequest, MailRequest, RenderContext } from '@/lib/notifiers/notifier';
import { notifiers } from '@/lib/notifiers/registry';
import { digestLine } from '@/lib/notifiers/rules/headline';
import type { Message } from '@/lib/notifiers/rules/message';
import { channelKinds } from '@/lib/notifiers/schema';
import {
  messageKinds,
  oversized,
  sampleContext,
  sampleMessage,
  signingSecret,
} from '@/lib/notifiers/testing/messages';
import { type Answer, startReceiver } from '@/lib/notifiers/testing/receiver';
import { hostileName, toAnswer } from '@/lib/notifiers/testing/sample';
import { samples } from '@/lib/notifiers/testing/samples';

/** One contract over the registry: a new kind of channel is held to it by being registered. */

const now = new Date('2026-03-01T12:00:00Z');
const vendorUrl = 'https://vendor.example.com';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

type Sent = HttpRequest | MailRequest;

function contextFor(type: (typeof channelTypes)[number], url: string): RenderContext {
  const { vendor } = samples[type];
  return { ...sampleContext, baseUrls: vendor === undefined ? {} : { [vendor]: url } };
}

async function render(
  type: (typeof channelTypes)[number],
  message: Message,
  extra: Partial<RenderContext> = {},
): Promise<Sent[]> {
  const requests = await notifiers[type].render(message, samples[type].config(vendorUrl), {
    ...contextFor(type, vendorUrl),
    ...extra,
  });
  return requests.filter((request): request is Sent => request.kind !== 'skip');
}

/** All that goes over the wire. */
function wireOf(requests: readonly Sent[]): string {
  return requests
    .map((request) => (request.kind === 'http' ? `${request.url}\n${request.body}` : request.mail.html))
    .join('\n');
}

const kinds = channelTypes.flatMap((type) =>
  messageKinds
    .filter((kind) => samples[type].silent?.includes(kind) !== true)
    .map((kind) => ({ type, kind })),
);
const silences = channelTypes.flatMap((type) => (samples[type].silent ?? []).map((kind) => ({ type, kind })));

describe.each(channelTypes.map((type) => ({ type })))('the kind $type', ({ type }) => {
  const kind = channelKinds[type];

  test('has a form for each member of its config, and none for what is not in it', () => {
    const config = kind.configSchema.parse(samples[type].config(vendorUrl));
    const names = kind.fields.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of Object.keys(config as object)) expect(names).toContain(name);
  });

  test('refuses what is not in its form, and an empty one', () => {
    const config = samples[type].config(vendorUrl);
    expect(kind.configSchema.safeParse({ ...config, surprise: 1 }).success).toBe(false);
    expect(kind.configSchema.safeParse({}).success).toBe(false);
  });

  test('seals what is secret', () => {
    const config = samples[type].config(vendorUrl);
    const shown = Object.entries(config).filter(([name]) => !notifiers[type].secretFields.includes(name));
    for (const secret of samples[type].secrets) expect(JSON.stringify(shown)).not.toContain(secret);
  });

  test('is said in words', () => {
    expect(kind.word.length).toBeGreaterThan(1);
    expect(kind.summary).toMatch(/\.$/);
    for (const { label } of kind.fields) expect(label).toMatch(/^[A-Z]/);
  });
});

describe.each(kinds)('$type renders $kind', ({ type, kind }) => {
  const sample = samples[type];
  const notifier = notifiers[type];

  test('with the name of what it is about', async () => {
    const message = sampleMessage(kind);
    const requests = await render(type, message);
    const words = requests.map(sample.wordsOf).join('\n');
    expect(words).toContain(message.kind === 'report' ? 'Shop' : 'Checkout API');
    if (message.kind === 'digest' && message.items[0] !== undefined && sample.isMachine !== true) {
      expect(words).toContain(digestLine(message.items[0]));
    }
  });

  test('the same each time', async () => {
    expect(await render(type, sampleMessage(kind))).toEqual(await render(type, sampleMessage(kind)));
  });

  test('within the size its receiver takes, whatever it is made of', async () => {
    for (const name of ['\u0000"🦄\\'.repeat(40), '&<>'.repeat(60), '\u{1d4d0}'.repeat(120)]) {
      const requests = await render(type, oversized(sampleMessage(kind, name)), {
        templates: { title: '{{monitor.name}} '.repeat(10), body: '{{error}} {{headline}}\n\n'.repeat(90) },
      });
      for (const request of requests) {
        const body = request.kind === 'http' ? request.body : request.mail.html;
        expect(Buffer.byteLength(body)).toBeLessThanOrEqual(notifier.maxBytes);
        expect(body.isWellFormed()).toBe(true);
        expect(() => sample.wordsOf(request)).not.toThrow();
      }
    }
  });

  test('with its markup escaped', async () => {
    const wire = wireOf(await render(type, sampleMessage(kind, hostileName)));
    for (const live of sample.live) expect(wire).not.toContain(live);
  });

  test('without a line break where a header stands', async () => {
    const requests = await render(type, sampleMessage(kind, 'API\r\nBcc: eve@example.com\u2028x'));
    for (const request of requests) {
      const { headers } = request.kind === 'http' ? request : request.mail;
      const lines = [...Object.values(headers), ...(request.kind === 'mail' ? [request.mail.subject] : [])];
      for (const line of lines) expect(line).not.toMatch(/[\r\n\u2028]/);
    }
  });

  test('in the channel’s own words, where it has any', async () => {
    const message = sampleMessage(kind);
    if (!('incident' in message) || sample.isMachine === true) return;
    const own = { title: 'Own {{monitor.name}}', body: 'Since {{incident.opened_at}}, says the template.' };
    const requests = await render(type, message, { templates: own });
    const words = requests.map(sample.wordsOf).join('\n');
    expect(words).toMatch(/Own Checkout API|says the template/);
  });
});

test.for(silences)('$type says nothing of $kind', async ({ type, kind }) => {
  expect(await render(type, sampleMessage(kind))).toEqual([]);
});

describe.each(channelTypes.map((type) => ({ type })))('$type delivers', ({ type }) => {
  const sample = samples[type];

  async function send(...answers: Answer[]) {
    const receiver = await startReceiver(...answers);
    stops.push(receiver.stop);
    const guarded = createCall(operatorPolicy);
    // Only who waits for nothing is cut short: on a busy machine an answer takes its time.
    const timeoutMs = answers[0] === 'hang' ? 50 : 5_000;
    const call: typeof guarded = (request) => guarded({ ...request, timeoutMs });
    const settings = {
      from: 'Stillup <stillup@example.com>',
      resendApiKey: 're_secret_key',
      resendBaseUrl: receiver.url,
      smtpUrl: null,
    };
    const deps: DeliverDeps = {
      call,
      operatorCall: call,
      mail: { db: undefined as unknown as Db, settings, call, now: () => now },
      now: () => now,
    };
    const attempt = await deliver(deps, notifiers[type], {
      message: sampleMessage('opened'),
      config: sample.config(receiver.url),
      context: contextFor(type, receiver.url),
      organizationId: 'org_01h455vb4pex5vsknk084sn02q',
      requestsDone: 0,
    });
    return { attempt, received: receiver.received };
  }

  test('and success is ok, with the raw answer', async () => {
    const { attempt, received } = await send(sample.success);
    expect(attempt).toMatchObject({ verdict: { kind: 'ok' }, statusCode: sample.success.status });
    expect(attempt.requestsDone).toBe(received.length);
    expect(received.length).toBeGreaterThan(0);
  });

  test('and neither ledger nor reason shows a secret, even where the receiver says it back', async () => {
    const echo = sample.secrets.join(' ');
    for (const answer of [sample.success, { status: 500, body: `no: ${echo}` }]) {
      const { attempt } = await send(answer);
      const shown = JSON.stringify([attempt.request, attempt.answer, attempt.verdict]);
      for (const secret of [...sample.secrets, signingSecret]) {
        expect(shown).not.toContain(secret);
        expect(shown).not.toContain(Buffer.from(secret).toString('base64'));
      }
      // Whoever may read the ledger may not acknowledge by what they find there.
      expect(decodeURIComponent(shown)).not.toContain('/acknowledge/');
      expect(attempt.request).toMatchObject({ method: expect.any(String), body: expect.any(String) });
    }
  });

  test.each(['7', 'Sun, 01 Mar 2026 12:00:07 GMT'])(
    'and 429 with Retry-After %s waits so long',
    async (value) => {
      const { attempt } = await send({ status: 429, headers: { 'retry-after': value } });
      if (sample.is429Final === true) return expect(attempt.verdict.kind).toBe('permanent');
      expect(attempt.verdict).toMatchObject({ kind: 'retry', retryAfterMs: 7000 });
    },
  );

  test.each([500, 503])('and %i is tried again', async (status) => {
    const { attempt } = await send({ status, body: 'oops' });
    expect(attempt).toMatchObject({ verdict: { kind: 'retry' }, statusCode: status });
  });

  test.each(['hang', 'reset', 'reset_after_reading'] as const)(
    'and a receiver that does %s is tried again',
    async (answer) => {
      const { attempt } = await send(answer);
      expect(attempt).toMatchObject({ verdict: { kind: 'retry', retryAfterMs: null }, statusCode: null });
      expect(attempt.requestsDone).toBe(0);
    },
  );

  test('and a redirect is not followed, nor taken for success', async () => {
    const { attempt, received } = await send({ status: 307, headers: { location: '/elsewhere' } });
    expect(attempt.verdict.kind).toBe('retry');
    expect(received).toHaveLength(1);
  });

  test('and a page of a proxy in the place of the vendor is no crash', async () => {
    for (const status of [200, 400, 404, 502]) {
      const { attempt } = await send({ status, body: '<html><body>Sign in</body></html>' });
      expect(['ok', 'retry', 'permanent']).toContain(attempt.verdict.kind);
    }
  });

  test('and an answer is cut, and never breaks the database', async () => {
    const { attempt } = await send({ status: 500, body: `\0${'x'.repeat(100_000)}` });
    expect(attempt.answer?.length).toBe(2048);
    expect(attempt.answer).not.toContain('\0');
  });

  test('and says what the vendor’s answers mean', async () => {
    const [request] = await render(type, sampleMessage('opened'));
    if (request === undefined) throw new Error('nothing was rendered');
    const http: HttpRequest =
      request.kind === 'http'
        ? request
        : { kind: 'http', method: 'POST', url: vendorUrl, headers: {}, body: '' };
    for (const { afterMs, ...answer } of sample.retries) {
      expect([answer, notifiers[type].classify(toAnswer(answer), now, http)]).toMatchObject([
        answer,
        { kind: 'retry', ...(afterMs === undefined ? {} : { retryAfterMs: afterMs }) },
      ]);
    }
    for (const { disables, ...answer } of sample.refusals) {
      expect([answer, notifiers[type].classify(toAnswer(answer), now, http)]).toMatchObject([
        answer,
        { kind: 'permanent', disablesChannel: disables },
      ]);
    }
  });
});
