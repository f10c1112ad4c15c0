import { describe, expect, test } from 'vitest';
import { emailNotifier } from '@/lib/notifiers/email/notifier';
import type { RenderContext } from '@/lib/notifiers/notifier';
import type { Message, MessageHistory } from '@/lib/notifiers/rules/message';
import { sampleContext, sampleIncidentMessage, sampleMessage } from '@/lib/notifiers/testing/messages';

async function mailsOf(message: Message, to: string[], extra: Partial<RenderContext> = {}) {
  const made = await emailNotifier.render(message, { to }, { ...sampleContext, ...extra });
  return made.map((request) => {
    if (request.kind !== 'mail') throw new Error('mail is sent by mail');
    return request.mail;
  });
}

async function mailOf(message: Message, extra: Partial<RenderContext> = {}) {
  const [mail] = await mailsOf(message, ['ops@example.com'], extra);
  if (mail === undefined) throw new Error('one mail to one address');
  return mail;
}

const history: MessageHistory = {
  strip: [...Array.from({ length: 22 }, () => 'up' as const), null, 'down'],
  checks: [
    { at: '2026-03-01T11:57:59.000Z', result: 'up', total_ms: 80 },
    { at: '2026-03-01T11:58:59.000Z', result: 'degraded', total_ms: 160 },
    { at: '2026-03-01T11:59:59.000Z', result: 'down', total_ms: 321.4 },
  ],
  last_good: { at: '2026-03-01T11:57:59.000Z', http_status: 200, total_ms: 80 },
};

describe('threads', () => {
  const receipt = { subject: 'Down: Checkout API' };

  test('all mails of one incident to one address hang on the first, under one subject', async () => {
    const first = await mailOf(sampleMessage('opened'));
    const last = await mailOf(sampleMessage('resolved'), { deliveryId: 'dlv_2', receipt });
    expect(first.subject).toBe('Down: Checkout API');
    expect(first.headers['In-Reply-To']).toBeUndefined();
    expect(last.headers).toMatchObject({
      'In-Reply-To': first.headers['Message-ID'],
      References: first.headers['Message-ID'],
      'Auto-Submitted': 'auto-generated',
    });
    expect(last.headers['Message-ID']).not.toBe(first.headers['Message-ID']);
    expect([last.subject, last.senderNote]).toEqual(['Re: Down: Checkout API', 'Recovered']);
  });

  test('no two mails have one Message-ID, whoever they go to', async () => {
    const to = ['ops@example.com', 'Ops+x@example.com', 'ops.x@example.com', "o'brien@example.com"];
    const mails = [
      ...(await mailsOf(sampleMessage('opened'), to)),
      ...(await mailsOf(sampleMessage('resolved'), to, { deliveryId: 'dlv_2', receipt })),
      ...(await mailsOf(sampleMessage('test'), to, { deliveryId: 'dlv_3' })),
    ];
    const ids = mails.map(({ headers }) => headers['Message-ID']);
    expect(new Set(ids).size).toBe(12);
    for (const id of ids) expect(id).toMatch(/^<[a-z0-9_=-]+(\.[a-z0-9_=-]+)*@example\.com>$/);
  });

  test('whoever is first told by an escalation gets a thread that begins there', async () => {
    const first = await mailOf(sampleMessage('escalated'));
    const last = await mailOf(sampleMessage('resolved'), {
      deliveryId: 'd',
      receipt: { subject: first.subject },
    });
    expect(last.headers['References']).toBe(first.headers['Message-ID']);
    expect(last.subject).toBe(`Re: ${first.subject}`);
  });

  test('a title in the words of the channel is the subject, as it is', async () => {
    const templates = { title: '[{{state}}] {{monitor.name}}' };
    const mail = await mailOf(sampleMessage('resolved'), { receipt, templates });
    expect(mail.subject).toBe('[resolved] Checkout API');
  });
});

test('html and text both say what, since when, from where and why, and lead to the incident', async () => {
  const mail = await mailOf(sampleMessage('opened'));
  for (const part of [mail.html, mail.text]) {
    expect(part).toContain('Checkout API is down: it answers with status 503');
    expect(part).toContain('1 Mar 2026, 12:00:00 UTC');
    expect(part).toContain('From fra');
    expect(part).toContain('Expected a status of 2xx, got 503 (321 ms)');
    expect(part).toContain('https://status.example.com/incidents/inc_01h455vb4pex5vsknk084sn02q');
  }
  expect(mail.html).toContain('prefers-color-scheme: dark');
});

test('the button that a reader most probably wants comes first', async () => {
  const { html, text } = await mailOf(sampleMessage('opened'));
  for (const part of [html, text]) {
    const [acknowledge, open] = [part.indexOf('/acknowledge/token'), part.indexOf('/incidents/inc_')];
    expect(acknowledge).toBeGreaterThan(0);
    expect(acknowledge).toBeLessThan(open);
  }
});

test('what changed and the last day are shown in cells and in characters, without a picture', async () => {
  const { html, text } = await mailOf(sampleMessage('opened'), { history });
  expect(text).toContain('24 h ago [......................?X] now');
  expect(text).toContain('The last 3 checks: ▂▄X (80 to 160 ms, 1 of 3 failed)');
  expect(text).toMatch(/Last well: HTTP 200, 80 ms, 1 Mar 2026, 11:57:59 UTC\nNow: {7}Expected a status/);
  for (const words of ['Of the last 24 hours: down in 1, not watched in 1.', 'What changed']) {
    expect(html).toContain(words);
  }
  expect(html.match(/class="state-(up|down|degraded|unknown)" bgcolor="#[0-9a-f]{6}"/g)).toHaveLength(27);
  expect(html).not.toMatch(/<(img|svg|script)\b/);
});

test('a recovery says how long it took', async () => {
  const mail = await mailOf(sampleIncidentMessage('resolved'));
  expect(mail.text).toContain('Checkout API is well again after 3 min 12 s.');
});

test('a report is a table, with what was not watched beside what was up', async () => {
  const { html, text } = await mailOf(sampleMessage('report'));
  expect(text).toMatch(/Monitor +Uptime +Incidents +p95 +Watched\nCheckout API +99\.87 % +2 +321 ms +100 %/);
  expect(html).toContain('<th scope="col"');
});

test('each reader can stop their own mails, and nobody else theirs', async () => {
  const [ada, bob] = await mailsOf(sampleMessage('opened'), ['ada@example.com', 'bob@example.com']);
  expect(ada?.headers).toMatchObject({
    'List-Unsubscribe': '<https://status.example.com/unsubscribe/ada%40example.com>',
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    'List-Id': '<chn_01h455vb4pex5vsknk084sn02q.example.com>',
  });
  expect(ada?.html).toContain('unsubscribe/ada%40example.com');
  expect(`${bob?.html}${bob?.text}`).not.toContain('ada');
});
