import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { rateLimits } from '@/db/schema/access';
import { statusPages } from '@/db/schema/status-pages';
import { freshDatabase } from '@/db/testing/database';
import { createTenant, type Tenant } from '@/db/testing/tenants';
import { newId } from '@/lib/core/ids';
import { createLinkSigner } from '@/lib/core/link-tokens';
import { getMailboxMessage } from '@/lib/email/get-mailbox-message';
import { listMailboxMessages } from '@/lib/email/list-mailbox-messages';
import type { MailDeps } from '@/lib/email/send-email';
import { mailboxSettings } from '@/lib/email/testing/mailbox-settings';
import { askForPageAccess } from '@/lib/status-pages/ask-for-page-access';
import { createStatusPage } from '@/lib/status-pages/create-status-page';
import { isLinkAlive, openPageByLink } from '@/lib/status-pages/open-page-by-link';
import { putPageAccess } from '@/lib/status-pages/put-page-access';
import { unlockPage } from '@/lib/status-pages/unlock-page';

const startMs = Date.parse('2026-03-04T05:06:07.000Z');
const minuteMs = 60_000;
const slug = 'acme';
const password = 'correct horse battery';
const signer = createLinkSigner('a secret of at least thirty-two characters');
const url = 'https://status.example.com';

let database: Database;
let tenant: Tenant;
let pageId: string;

beforeAll(async () => {
  database = await freshDatabase({ max: 12 });
});
beforeEach(async () => {
  const { db } = database;
  await db.delete(statusPages);
  await db.delete(rateLimits);
  tenant = await createTenant(db);
  const { ctx, projectId } = tenant;
  const page = await createStatusPage(ctx, { project_id: projectId, name: 'Acme', slug, is_published: true });
  pageId = page.id;
});
afterAll(() => database.close());

function at(ms: number) {
  return { db: database.db, now: new Date(startMs + ms), requestId: newId('req') };
}

describe('a password', () => {
  beforeEach(async () => {
    await putPageAccess(tenant.ctx, { id: pageId, access: 'password', password });
  });

  function unlock(given: string, { ms = 0, from = '203.0.113.7', of = slug } = {}) {
    return unlockPage(at(ms), { slug: of, password: given, clientAddress: from });
  }

  test('opens the page as it is now; another one does not', async () => {
    expect(await unlock(password)).toEqual({ kind: 'granted', pageId, accessVersion: 2 });
    for (const wrong of ['', 'wrong', `${password} `, 'x'.repeat(1000)]) {
      expect(await unlock(wrong)).toEqual({ kind: 'wrong_password' });
    }
  });

  test('typed on another keyboard is the same one', async () => {
    await putPageAccess(tenant.ctx, { id: pageId, access: 'password', password: 'caf\u00e9 caf\u00e9' });
    expect((await unlock('cafe\u0301 cafe\u0301')).kind).toBe('granted');
  });

  test('opens nothing that asks for none, though it is kept', async () => {
    await putPageAccess(tenant.ctx, { id: pageId, access: 'ip', allowed_ranges: ['192.0.2.0/24'] });
    expect(await unlock(password)).toEqual({ kind: 'wrong_password' });
  });

  test('of a page that is not published or not there is asked of nobody', async () => {
    await expect(unlock(password, { of: 'nothing' })).rejects.toMatchObject({ code: 'not_found' });
    await database.db.update(statusPages).set({ isPublished: false });
    await expect(unlock(password)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('may be tried ten times in a quarter of an hour from an address; the right one then fails too', async () => {
    for (let attempt = 0; attempt < 10; attempt += 1) {
      expect((await unlock('wrong')).kind).toBe('wrong_password');
    }
    expect(await unlock(password)).toEqual({ kind: 'too_many' });
    expect((await unlock(password, { from: '203.0.113.8' })).kind).toBe('granted');
    expect((await unlock(password, { ms: 15 * minuteMs })).kind).toBe('granted');
  });

  test('all at once are no more than one after the other', async () => {
    const results = await Promise.all(Array.from({ length: 30 }, () => unlock('wrong')));
    expect(results.filter(({ kind }) => kind === 'wrong_password')).toHaveLength(10);
  });

  test('that is right forgets the wrong ones before it, and counts against nobody else', async () => {
    for (let round = 0; round < 15; round += 1) {
      for (let attempt = 0; attempt < 5; attempt += 1) {
        expect((await unlock(password, { from: `198.51.100.${round}` })).kind).toBe('granted');
      }
    }
    for (let attempt = 0; attempt < 9; attempt += 1) await unlock('wrong');
    expect((await unlock(password)).kind).toBe('granted');
    expect((await unlock('wrong')).kind).toBe('wrong_password');
  });

  test('is guessed a hundred times in a quarter of an hour, from however many addresses', async () => {
    const kinds: string[] = [];
    for (let address = 0; address < 12; address += 1) {
      const from = `198.51.100.${address}`;
      const results = await Promise.all(Array.from({ length: 10 }, () => unlock('wrong', { from })));
      kinds.push(...results.map(({ kind }) => kind));
    }
    expect(kinds.filter((kind) => kind === 'wrong_password')).toHaveLength(100);
    expect(kinds.filter((kind) => kind === 'too_many')).toHaveLength(20);
  });
});

describe('a mailbox', () => {
  const mail = (): MailDeps => ({
    db: database.db,
    settings: mailboxSettings,
    call: () => Promise.reject(new Error('nothing leaves the machine')),
    now: () => new Date(startMs),
  });

  beforeEach(async () => {
    const allowed_email_domains = ['example.com', 'example.org'];
    await putPageAccess(tenant.ctx, { id: pageId, access: 'email', allowed_email_domains });
  });

  async function ask(email: string, { ms = 0, from = '203.0.113.7', locale = 'en' } = {}) {
    const asked = { slug, email, locale, clientAddress: from, url };
    const result = await askForPageAccess({ ...at(ms), signer, mail: mail() }, asked);
    if (result.kind === 'asked') await result.send();
    return result.kind;
  }

  async function mails() {
    const ctx = { ...tenant.ctx, db: database.db };
    const { data } = await listMailboxMessages(ctx, {});
    return Promise.all(data.map(({ id }) => getMailboxMessage(ctx, { id })));
  }

  async function linkOf(email: string): Promise<string> {
    await ask(email);
    const [message] = await mails();
    return /\/access\/([\w.-]+)/.exec(message?.text ?? '')?.[1] ?? '';
  }

  const open = (token: string, ms = minuteMs, of = slug) =>
    openPageByLink({ ...at(ms), signer }, { slug: of, token });
  const isAlive = (token: string, ms = minuteMs, of = slug) =>
    isLinkAlive({ ...at(ms), signer }, { slug: of, token });

  test('of an allowed domain gets a link, in the language that was read', async () => {
    expect(await ask(' Ada@Example.COM ', { locale: 'de' })).toBe('asked');
    const [message, ...others] = await mails();
    expect(others).toEqual([]);
    expect(message).toMatchObject({
      recipients: ['ada@example.com'],
      subject: 'Ihr Link zum Status von Acme',
    });
    expect(message?.text).toContain(`${url}/access/`);
    expect(message?.html).toContain('lang="de"');
  });

  test.each([
    'ada@elsewhere.com',
    'ada@sub.example.com',
    'ada@notexample.com',
    'ada@example.com.evil.net',
    'ada@example.co',
  ])('of another domain gets nothing, and whoever asks is told the same: %s', async (email) => {
    expect(await ask(email)).toBe('asked');
    expect(await mails()).toEqual([]);
  });

  test.each([
    '',
    'ada',
    'ada@',
    '@example.com',
    'a@b@example.com',
    'ada@example.com\r\nbcc: x@example.com',
    'x'.repeat(999),
  ])('is told apart from what is none: %j', async (email) => {
    expect(await ask(email)).toBe('not_an_address');
  });

  test('of a page that asks for a password gets nothing', async () => {
    await putPageAccess(tenant.ctx, { id: pageId, access: 'password', password });
    expect(await ask('ada@example.com')).toBe('asked');
    expect(await mails()).toEqual([]);
  });

  test('gets three in a quarter of an hour, and who asks on hears the same words', async () => {
    for (let attempt = 0; attempt < 6; attempt += 1) {
      expect(await ask('ada@example.com', { from: `198.51.100.${attempt}` })).toBe('asked');
    }
    expect(await mails()).toHaveLength(3);
    await ask('grace@example.com');
    expect(await mails()).toHaveLength(4);
  });

  test('is asked for ten times in a quarter of an hour from an address', async () => {
    const kinds: string[] = [];
    for (let attempt = 0; attempt < 11; attempt += 1) kinds.push(await ask(`a${attempt}@elsewhere.com`));
    expect(kinds.filter((kind) => kind === 'asked')).toHaveLength(10);
    expect(kinds.at(-1)).toBe('too_many');
    expect(await ask('ada@example.com', { from: '198.51.100.1' })).toBe('asked');
  });

  test('opens the page by its link once, however often it was looked at', async () => {
    const token = await linkOf('ada@example.com');
    expect(await isAlive(token)).toBe(true);
    expect(await isAlive(token)).toBe(true);
    expect(await open(token)).toEqual({ kind: 'granted', pageId, accessVersion: 2 });
    expect(await open(token)).toEqual({ kind: 'dead' });
  });

  test('of many that use one link at once one gets in', async () => {
    const token = await linkOf('ada@example.com');
    const results = await Promise.all(Array.from({ length: 10 }, () => open(token)));
    expect(results.filter(({ kind }) => kind === 'granted')).toHaveLength(1);
  });

  test('has ten minutes', async () => {
    const token = await linkOf('ada@example.com');
    expect(await isAlive(token, 10 * minuteMs - 1)).toBe(true);
    expect(await isAlive(token, 10 * minuteMs)).toBe(false);
    expect((await open(token, 10 * minuteMs)).kind).toBe('dead');
  });

  test('has a link for one page, as long as who may read it stays', async () => {
    const token = await linkOf('ada@example.com');
    const other = await createStatusPage(tenant.ctx, {
      project_id: tenant.projectId,
      name: 'Other',
      slug: 'other',
      is_published: true,
    });
    await putPageAccess(tenant.ctx, {
      id: other.id,
      access: 'email',
      allowed_email_domains: ['example.com'],
    });
    expect(await isAlive(token, minuteMs, 'other')).toBe(false);
    expect((await open(token, minuteMs, 'other')).kind).toBe('dead');
    await putPageAccess(tenant.ctx, { id: pageId, access: 'email', allowed_email_domains: ['example.org'] });
    expect((await open(token)).kind).toBe('dead');
  });

  test('has no link that was forged or garbled', async () => {
    const token = await linkOf('ada@example.com');
    const forged = createLinkSigner('another secret of at least thirty-two characters').sign(
      'page-access-link',
      JSON.stringify([pageId, 2, startMs, 'nonce']),
    );
    for (const bad of ['', '.', 'x', token.slice(0, -1), `${token}A`, forged]) {
      expect((await open(bad)).kind).toBe('dead');
    }
  });
});
