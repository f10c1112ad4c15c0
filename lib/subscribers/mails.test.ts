import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderMail } from '@/lib/email/render-mail';
import { findHeaderFault } from '@/lib/email/rules/mail-headers';
import { pageLocales } from '@/lib/status-pages/constants';
import { slackUpdateBody } from '@/lib/subscribers/internal/slack-body';
import { confirmMail } from '@/lib/subscribers/rules/confirm-mail';
import { incidentMail } from '@/lib/subscribers/rules/incident-mail';
import { mailWordsOf } from '@/lib/subscribers/rules/mail-words/of-locale';
import { faster, fullSpeed, slower } from '@/lib/subscribers/rules/pace';
import { retryAfterMs } from '@/lib/subscribers/rules/retry-schedule';
import { subscriptionWordsOf } from '@/lib/subscribers/rules/subscription-words/of-locale';
import type { Telling } from '@/lib/subscribers/rules/telling';

const atMs = Date.parse('2026-03-04T05:06:07.000Z');
const component = 'cmp_01h455vb4pex5vsknk084sn02q';

const telling: Telling = {
  page: {
    id: 'pag_01h455vb4pex5vsknk084sn02q',
    name: 'Acme & Söhne',
    url: 'https://status.acme.example',
    timeZone: 'Europe/Berlin',
    updatedAtMs: atMs,
  },
  incident: {
    id: 'pin_01h455vb4pex5vsknk084sn02q',
    kind: 'maintenance',
    title: 'Database <move>',
    status: 'scheduled',
    impact: 'maintenance',
    startedAtMs: atMs,
    createdAtMs: atMs,
    updatedAtMs: atMs,
    monitoringAtMs: null,
    resolvedAtMs: null,
    scheduledForMs: atMs + 86_400_000,
    scheduledUntilMs: atMs + 90_000_000,
  },
  update: {
    id: 'pup_01h455vb4pex5vsknk084sn02q',
    status: 'scheduled',
    body: 'We **move** it. [More](https://acme.example/move)',
    displayAtMs: atMs,
    createdAtMs: atMs,
    updatedAtMs: atMs,
    affected: [],
  },
  components: [{ id: component, name: 'API', status: 'under_maintenance' }],
};

const reader = {
  address: 'ada@example.com',
  subscriptionUrl: 'https://status.acme.example/subscriptions/t.m',
};

describe('mails of all languages', () => {
  it.each(pageLocales)('%s: an update says what, when, where and how to end it', async (locale) => {
    const { subject, senderNote, content } = incidentMail(telling, locale, reader);
    const { html, text } = await renderMail(content);
    const words = mailWordsOf(locale);
    expect(findHeaderFault({ to: [reader.address], subject, headers: { 'X-Note': senderNote } })).toBeNull();
    expect(html).toContain(locale === 'ar' ? 'dir="rtl"' : 'dir="ltr"');
    expect(html).toContain('We <strong>move</strong> it.');
    expect(html).toContain('Database &lt;move&gt;');
    for (const part of [words.plannedFor, words.affected, words.manage, words.unsubscribe, 'API', '2026']) {
      expect(text).toContain(part);
    }
    expect(text).toContain('https://acme.example/move');
    expect(text).toContain('https://status.acme.example/incidents/');
    expect(`${html}${text}${subject}`).not.toMatch(/undefined|\{\w+\}/);
  });

  it.each(pageLocales)('%s: the mail that asks names the page, the mailbox and one link', async (locale) => {
    for (const isConfirmed of [false, true]) {
      const { subject, content } = confirmMail({
        locale,
        pageName: 'Acme',
        pageUrl: 'https://status.acme.example',
        address: reader.address,
        url: reader.subscriptionUrl,
        isConfirmed,
      });
      const { text } = await renderMail(content);
      for (const part of ['Acme', reader.address, reader.subscriptionUrl]) expect(text).toContain(part);
      expect(`${text}${subject}`).not.toMatch(/undefined|\{\w+\}/);
    }
  });

  it('all languages have their own words, and put in the same values', () => {
    const valuesIn = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
    for (const wordsOf of [mailWordsOf, subscriptionWordsOf]) {
      const english = Object.entries(wordsOf('en'));
      for (const locale of pageLocales) {
        const own = new Map(Object.entries(wordsOf(locale)));
        for (const [key, text] of english) {
          expect([locale, key, valuesIn(own.get(key) ?? '')]).toEqual([locale, key, valuesIn(text)]);
        }
      }
    }
  });

  it('whatever is written, Slack gets valid blocks within its limits', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 5000 }),
        fc.string({ minLength: 1, maxLength: 200 }),
        (body, title) => {
          const said = slackUpdateBody(
            { ...telling, update: { ...telling.update, body }, incident: { ...telling.incident, title } },
            'en',
          );
          const { blocks } = JSON.parse(said) as { blocks: { text?: { text: string } }[] };
          for (const { text } of blocks) {
            if (text === undefined) continue;
            expect(text.text.length).toBeLessThanOrEqual(3000);
            expect(text.text).not.toMatch(/[<>]/);
          }
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('attempts', () => {
  it('come after 1 and 5 minutes, half an hour, 2 and 12 hours, and then no more', () => {
    const waits = [1, 2, 3, 4, 5, 6].map((attemptCount) =>
      retryAfterMs({ attemptCount, askedMs: null, random: 0 }),
    );
    expect(waits).toEqual([60_000, 300_000, 1_800_000, 7_200_000, 43_200_000, null]);
  });

  it('are never sooner than the receiver asks, nor than planned, and at most a fifth later', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 0, max: 100_000_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (attemptCount, askedMs, random) => {
          const planned = retryAfterMs({ attemptCount, askedMs: null, random: 0 }) ?? 0;
          const wait = retryAfterMs({ attemptCount, askedMs, random }) ?? 0;
          expect(wait).toBeGreaterThanOrEqual(Math.max(planned, askedMs));
          expect(wait).toBeLessThanOrEqual(Math.max(planned * 1.2 + 1, askedMs));
        },
      ),
    );
  });

  it('slow down where it is too much, to a mail in four seconds at most, and come back to full speed', () => {
    let pace = fullSpeed;
    for (let n = 0; n < 20; n += 1) pace = slower(pace);
    expect(pace.gapMs).toBe(4000);
    for (let n = 0; n < 1000; n += 1) pace = faster(pace);
    expect(pace).toEqual(fullSpeed);
  });
});
