import { expect, test } from 'vitest';
import { emailNotifier } from '@/lib/notifiers/email/notifier';
import type { RenderContext } from '@/lib/notifiers/notifier';
import type { Message } from '@/lib/notifiers/rules/message';
import { sampleContext, sampleIncidentMessage, sampleMessage } from '@/lib/notifiers/testing/messages';

async function mailOf(message: Message, extra: Partial<RenderContext> = {}) {
  const [made] = await emailNotifier.render(
    message,
    { to: ['ops@example.com'] },
    { ...sampleContext, ...extra },
  );
  if (made?.kind !== 'mail') throw new Error('mail is sent by mail');
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
    expect(part).toContain('Expected a status of 2xx, got 503 (321 ms)');
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
