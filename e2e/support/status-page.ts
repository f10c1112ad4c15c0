import { type Browser, expect, type Page } from '@playwright/test';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import ical from 'ical.js';
import { ask } from '@/e2e/support/ask';
import { badgeStyles } from '@/lib/badges/constants';

export const nobody = { cookies: [], origins: [] };

export type Named = { id: string; name: string };
export type StatusPage = { id: string; slug: string; url: string; components: (Named & { kind: string })[] };
export type PageIncident = { id: string; title: string; url: string; status: string; is_draft: boolean };

type Visit = Parameters<Browser['newContext']>[0];

/** Somebody without an account, by default without JavaScript too. */
export async function visit(browser: Browser, url: string, more: Visit = {}): Promise<Page> {
  const context = await browser.newContext({ storageState: nobody, javaScriptEnabled: false, ...more });
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

/** Loads the page again until its banner says so, as somebody would who waits for news. */
export async function untilBanner(page: Page, sentence: string | RegExp, timeout = 40_000): Promise<void> {
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(sentence, { timeout: 250 });
  }).toPass({ intervals: [500], timeout });
}

/** The row of a component, by what it is called. */
export function componentRow(page: Page, name: string) {
  return page.locator('.row').filter({ has: page.getByRole('heading', { name, exact: true }) });
}

async function textOf(url: string, type: RegExp): Promise<string> {
  const response = await fetch(url);
  expect([url, response.status]).toEqual([url, 200]);
  expect(response.headers.get('content-type')).toMatch(type);
  return response.text();
}

const xml = new XMLParser({ ignoreAttributes: false, isArray: (name) => ['item', 'entry'].includes(name) });

/** Both feeds, as a strict reader takes them. Gives back the titles of each, newest first. */
export async function readFeeds(base: string): Promise<{ rss: string[]; atom: string[] }> {
  const rssText = await textOf(`${base}/history.rss`, /rss\+xml/);
  const atomText = await textOf(`${base}/history.atom`, /atom\+xml/);
  for (const text of [rssText, atomText]) expect(XMLValidator.validate(text)).toBe(true);
  type Entry = { title: string | { '#text': string } };
  const rss = xml.parse(rssText) as { rss: { channel: { item?: Entry[] } } };
  const atom = xml.parse(atomText) as { feed: { entry?: Entry[] } };
  const titles = (entries: Entry[] = []) =>
    entries.map(({ title }) => (typeof title === 'object' ? title['#text'] : String(title)));
  return { rss: titles(rss.rss.channel.item), atom: titles(atom.feed.entry) };
}

export type CalendarEvent = { summary: string; startMs: number; endMs: number };

export async function readCalendar(base: string): Promise<CalendarEvent[]> {
  const text = await textOf(`${base}/maintenance.ics`, /text\/calendar/);
  const events = new ical.Component(ical.parse(text)).getAllSubcomponents('vevent');
  return events.map((component) => {
    const event = new ical.Event(component);
    return {
      summary: event.summary,
      startMs: event.startDate.toJSDate().getTime(),
      endMs: event.endDate.toJSDate().getTime(),
    };
  });
}

const metrics = ['status', 'uptime', 'response_time'] as const;

/** Every badge of a page or component is one well-formed picture. Gives back what the status badge says. */
export async function readBadges(base: string): Promise<string> {
  for (const metric of metrics) {
    for (const style of badgeStyles) {
      const svg = await textOf(`${base}/badge.svg?metric=${metric}&style=${style}`, /image\/svg\+xml/);
      expect(XMLValidator.validate(svg), `${metric} ${style}`).toBe(true);
    }
  }
  const shields = JSON.parse(await textOf(`${base}/badge.json`, /application\/json/)) as { message: string };
  expect(shields).toMatchObject({ schemaVersion: 1, cacheSeconds: 300 });
  return shields.message;
}

export async function untilServed(url: string, status = 200): Promise<void> {
  await expect.poll(async () => (await ask(url)).status, { timeout: 40_000, message: url }).toBe(status);
}
