import { asc, eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { pageDomains } from '@/db/schema/domains';
import { statusPages } from '@/db/schema/status-pages';
import { freshDatabase } from '@/db/testing/database';
import { later } from '@/db/testing/tenants';
import { listAuditLog } from '@/lib/audit/list-audit-log';
import { checkPageDomain } from '@/lib/domains/check-page-domain';
import { deletePageDomain } from '@/lib/domains/delete-page-domain';
import { findProvenHostnames } from '@/lib/domains/find-proven-hostnames';
import {
  type Claimed,
  claim,
  type DomainWorld,
  look,
  proofOf,
  startDomainWorld,
} from '@/lib/domains/testing/domain-world';
import { verifyDueDomains } from '@/lib/domains/verify-due-domains';

const hostname = 'status.example.com';
const proofAt = `_stillup.${hostname}`;
const startMs = Date.parse('2026-03-04T05:06:07.000Z');
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

let world: DomainWorld;
let database: Database;
let acme: Claimed;
let rival: Claimed;

beforeAll(async () => {
  [world, database] = await Promise.all([startDomainWorld(), freshDatabase({ max: 6 })]);
});
beforeEach(async () => {
  world.zone.txt.clear();
  world.zone.fail.clear();
  world.zone.beforeAnswer = async () => {};
  world.dns.questions.length = 0;
  acme = await claim(database.db, world.deps, { slug: 'acme', hostname });
  rival = await claim(database.db, world.deps, { slug: 'rival', hostname });
});
afterEach(async () => {
  await database.db.delete(statusPages);
});
afterAll(async () => {
  await world.dns.close();
  await database.close();
});

function verifyAt(ms: number) {
  return verifyDueDomains(database.db, { ...world.deps, now: () => new Date(startMs + ms) });
}

function set(...of: readonly Claimed[]) {
  world.zone.txt.set(proofAt, of.map(proofOf));
}

async function states(): Promise<string[]> {
  const views = await Promise.all([acme, rival].map((of) => look(database.db, of, world.deps)));
  return views.map(({ state }) => state);
}

async function actionsOf({ tenant, domain }: Claimed): Promise<string[]> {
  const { data } = await listAuditLog({ ...tenant.ctx, db: database.db }, {});
  return data.filter(({ target_id }) => target_id === domain.id).map(({ action }) => action);
}

async function dropRival() {
  await database.db.delete(pageDomains).where(eq(pageDomains.id, rival.domain.id));
}

describe('one claim', () => {
  beforeEach(dropRival);

  test('is looked at when it is due and not before', async () => {
    expect(await verifyAt(0)).toEqual({ checked: 1 });
    expect(await verifyAt(9 * minuteMs)).toEqual({ checked: 0 });
    set(acme);
    expect(await verifyAt(10 * minuteMs)).toEqual({ checked: 1 });
    expect((await look(database.db, acme, world.deps)).state).toBe('proven');
    expect(await verifyAt(10 * minuteMs + dayMs - 1)).toEqual({ checked: 0 });
    expect(await verifyAt(10 * minuteMs + dayMs)).toEqual({ checked: 1 });
  });

  test('is kept for three days without its proof, then given up, and proven again when it is back', async () => {
    set(acme);
    await verifyAt(0);
    world.zone.txt.clear();
    await verifyAt(dayMs);
    expect(await look(database.db, acme, world.deps)).toMatchObject({
      state: 'failing',
      failing_since_at: new Date(startMs + dayMs).toISOString(),
    });
    for (let hour = 1; hour < 72; hour += 1) await verifyAt(dayMs + hour * hourMs);
    expect(await findProvenHostnames(database.db, [acme.pageId])).toEqual(
      new Map([[acme.pageId, [hostname]]]),
    );
    await verifyAt(dayMs + 72 * hourMs);
    expect((await look(database.db, acme, world.deps)).state).toBe('unproven');
    expect(await findProvenHostnames(database.db, [acme.pageId])).toEqual(new Map());
    set(acme);
    await verifyAt(dayMs + 72 * hourMs + dayMs);
    expect((await look(database.db, acme, world.deps)).state).toBe('proven');
    expect(await actionsOf(acme)).toEqual([
      'page_domain.proven',
      'page_domain.lost',
      'page_domain.failing',
      'page_domain.proven',
      'page_domain.created',
    ]);
  });

  test('is not lost while the name servers fail, however long', async () => {
    set(acme);
    await verifyAt(0);
    world.zone.fail.add(proofAt);
    for (let hour = 24; hour < 24 * 6; hour += 1) await verifyAt(hour * hourMs);
    expect(await look(database.db, acme, world.deps)).toMatchObject({
      state: 'proven',
      last_error: `The name servers failed for ${proofAt} (SERVFAIL).`,
    });
    world.zone.fail.clear();
    await verifyAt(6 * dayMs + hourMs);
    expect(await actionsOf(acme)).toEqual(['page_domain.proven', 'page_domain.created']);
  });

  test('is looked at by one of many workers', async () => {
    set(acme);
    const runs = await Promise.all([0, 0, 0, 0].map(verifyAt));
    expect(runs.reduce((sum, { checked }) => sum + checked, 0)).toBe(1);
    expect(world.dns.questions.filter((question) => question === `TXT ${proofAt}`)).toHaveLength(1);
    expect(await actionsOf(acme)).toEqual(['page_domain.proven', 'page_domain.created']);
  });

  test('a worker that dies in the middle is stood in for after ten minutes', async () => {
    set(acme);
    const dies = { ...world.deps.resolver, txt: () => Promise.reject(new Error('killed')) };
    const now = () => new Date(startMs);
    await expect(verifyDueDomains(database.db, { ...world.deps, resolver: dies, now })).rejects.toThrow(
      'killed',
    );
    expect(await verifyAt(10 * minuteMs - 1)).toEqual({ checked: 0 });
    expect(await verifyAt(10 * minuteMs)).toEqual({ checked: 1 });
    expect((await look(database.db, acme, world.deps)).state).toBe('proven');
  });

  test('what a slow look saw does not undo what was written meanwhile', async () => {
    let release = () => {};
    const held = new Promise<void>((done) => {
      release = done;
    });
    let asked = () => {};
    const isAsked = new Promise<void>((done) => {
      asked = done;
    });
    const slow = {
      ...world.deps.resolver,
      txt: async () => {
        asked();
        await held;
        return { kind: 'none' } as const;
      },
    };
    const run = verifyDueDomains(database.db, {
      ...world.deps,
      resolver: slow,
      now: () => new Date(startMs),
    });
    await isAsked;
    set(acme);
    const ctx = later({ ...acme.tenant.ctx, db: database.db }, 1000);
    const ref = { page_id: acme.pageId, id: acme.domain.id };
    expect((await checkPageDomain(ctx, ref, world.deps)).state).toBe('proven');
    release();
    await run;
    expect((await look(database.db, acme, world.deps)).state).toBe('proven');
  });

  test('one that is deleted during the look stays deleted', async () => {
    const ctx = { ...acme.tenant.ctx, db: database.db };
    let isDeleted = false;
    world.zone.beforeAnswer = async () => {
      if (isDeleted) return;
      isDeleted = true;
      await deletePageDomain(ctx, { page_id: acme.pageId, id: acme.domain.id });
    };
    set(acme);
    await verifyAt(0);
    expect(await database.db.select().from(pageDomains)).toEqual([]);
  });
});

describe('two organizations that claim one name', () => {
  test('the one whose proof stands in DNS has it', async () => {
    set(rival);
    await verifyAt(0);
    expect(await states()).toEqual(['unproven', 'proven']);
  });

  test('who proves it second sees that it is taken, and has it when the first one deletes it', async () => {
    set(acme);
    await verifyAt(0);
    set(acme, rival);
    await verifyAt(10 * minuteMs);
    expect(await states()).toEqual(['proven', 'taken']);
    expect(await look(database.db, rival, world.deps)).toMatchObject({
      last_error: 'Another page of this installation has this name, and its proof stands in DNS as well.',
      records: [{ is_found: true }, { is_found: null }],
    });
    await verifyAt(20 * minuteMs);
    expect(await actionsOf(rival)).toEqual(['page_domain.taken', 'page_domain.created']);

    const ctx = later({ ...acme.tenant.ctx, db: database.db }, 21 * minuteMs);
    await deletePageDomain(ctx, { page_id: acme.pageId, id: acme.domain.id });
    await verifyAt(21 * minuteMs);
    expect((await look(database.db, rival, world.deps)).state).toBe('proven');
  });

  test('who only claims it never learns that another one has it', async () => {
    set(acme);
    await verifyAt(0);
    expect(await states()).toEqual(['proven', 'unproven']);
    expect((await look(database.db, rival, world.deps)).last_error).toMatch(/^None of the TXT records/);
  });

  test('a new owner of the name has it at once where the old proof is gone, without days of grace', async () => {
    set(acme);
    await verifyAt(0);
    set(rival);
    await verifyAt(10 * minuteMs);
    expect(await states()).toEqual(['unproven', 'proven']);
    expect(await findProvenHostnames(database.db, [acme.pageId, rival.pageId])).toEqual(
      new Map([[rival.pageId, [hostname]]]),
    );
    expect(await actionsOf(acme)).toEqual(['page_domain.lost', 'page_domain.proven', 'page_domain.created']);
    expect((await look(database.db, acme, world.deps)).last_error).toMatch(
      /another page has proven the name/,
    );
  });

  test('while the name servers fail, nobody loses it to anybody', async () => {
    set(acme);
    await verifyAt(0);
    set(rival);
    world.zone.fail.add(proofAt);
    await verifyAt(10 * minuteMs);
    expect(await states()).toEqual(['proven', 'unproven']);
  });

  test('of both at once exactly one wins, whoever is faster', async () => {
    for (let round = 0; round < 8; round += 1) {
      set(acme, rival);
      const at = 20_000 * (round + 1);
      const checks = [acme, rival].map(({ tenant, pageId, domain }) =>
        checkPageDomain(
          later({ ...tenant.ctx, db: database.db }, at),
          { page_id: pageId, id: domain.id },
          world.deps,
        ),
      );
      const views = await Promise.all(checks);
      expect(views.map(({ state }) => state).sort()).toEqual(['proven', 'taken']);
      const rows = await database.db
        .select({ verifiedAt: pageDomains.verifiedAt })
        .from(pageDomains)
        .orderBy(asc(pageDomains.id));
      expect(rows.filter(({ verifiedAt }) => verifiedAt !== null)).toHaveLength(1);
      await database.db
        .update(pageDomains)
        .set({ verifiedAt: null, lastError: null, failingSinceAt: null })
        .where(eq(pageDomains.hostname, hostname));
    }
  });
});
