import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import * as auth from '@/app/(auth)/actions';
import * as channels from '@/app/(dashboard)/channels/actions';
import * as incidents from '@/app/(dashboard)/incidents/actions';
import * as maintenance from '@/app/(dashboard)/maintenance/actions';
import * as monitors from '@/app/(dashboard)/monitors/actions';
import * as onCall from '@/app/(dashboard)/on-call/actions';
import * as policies from '@/app/(dashboard)/policies/actions';
import * as backtest from '@/app/(dashboard)/policies/backtest/actions';
import * as reports from '@/app/(dashboard)/reports/actions';
import * as account from '@/app/(dashboard)/settings/account/actions';
import * as apiKeys from '@/app/(dashboard)/settings/api-keys/actions';
import * as members from '@/app/(dashboard)/settings/members/actions';
import * as projects from '@/app/(dashboard)/settings/projects/actions';
import * as pageDomains from '@/app/(dashboard)/status-pages/[id]/domains/actions';
import * as pageIncidents from '@/app/(dashboard)/status-pages/[id]/incidents/actions';
import * as subscribers from '@/app/(dashboard)/status-pages/[id]/subscribers/actions';
import * as statusPages from '@/app/(dashboard)/status-pages/actions';
import type { ActionResult } from '@/lib/web/define-action';
import { readCookie } from '@/lib/web/rules/read-cookie';
import { makeSession, startApi } from '@/lib/web/testing/api';
import { routeSamples } from '@/lib/web/testing/route-samples';
import { addMember, createWorld, type World } from '@/lib/web/testing/world';

const request = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock('next/headers', () => ({
  headers: async () => request.headers,
  cookies: async () => ({
    get: (name: string) => {
      const value = readCookie(request.headers.get('cookie'), name);
      return value === null ? undefined : { name, value };
    },
    set: () => {},
  }),
}));

const modules: Record<string, object> = {
  '(auth)/actions.ts': auth,
  '(dashboard)/channels/actions.ts': channels,
  '(dashboard)/incidents/actions.ts': incidents,
  '(dashboard)/maintenance/actions.ts': maintenance,
  '(dashboard)/monitors/actions.ts': monitors,
  '(dashboard)/on-call/actions.ts': onCall,
  '(dashboard)/policies/actions.ts': policies,
  '(dashboard)/policies/backtest/actions.ts': backtest,
  '(dashboard)/reports/actions.ts': reports,
  '(dashboard)/settings/account/actions.ts': account,
  '(dashboard)/settings/api-keys/actions.ts': apiKeys,
  '(dashboard)/settings/members/actions.ts': members,
  '(dashboard)/settings/projects/actions.ts': projects,
  '(dashboard)/status-pages/[id]/domains/actions.ts': pageDomains,
  '(dashboard)/status-pages/[id]/incidents/actions.ts': pageIncidents,
  '(dashboard)/status-pages/[id]/subscribers/actions.ts': subscribers,
  '(dashboard)/status-pages/actions.ts': statusPages,
};

/** For whoever is not signed in; each is tested with the room it belongs to. Only their Origin is tested here. */
const publicActions = new Set([
  'signInAction',
  'setUpAction',
  'signUpAction',
  'acceptAsNewUserAction',
  'signOutAction',
]);
/** Those that only read. */
const openToViewers = new Set(['runBacktestAction']);
/** What a person does with their own account, whatever their role. */
const accountSamples: Record<string, unknown> = {
  acceptInvitationAction: { token: 'nonsense' },
  changePasswordAction: { current_password: 'x', new_password: 'a long new password' },
  revokeSessionAction: { id: 'ses_01h455vb4pex5vsknk084sn02q' },
  revokeOtherSessionsAction: {},
  renewOwnOnCallCalendarAction: {},
};
/** Verbs that only the dashboard calls. The others share the samples of the API. */
const moreSamples: Record<string, (world: World) => unknown> = {
  previewChannel: ({ ids }) => ({ id: ids.channel }),
  rotateSigningSecret: ({ ids }) => ({ id: ids.channel }),
  previewStatusPage: ({ ids }) => ({ page_id: ids.statusPage, draft: {}, locale: 'de', theme: 'dark' }),
};

type Action = (raw: unknown) => Promise<ActionResult<unknown>>;
const actions = Object.values(modules).flatMap((module) =>
  Object.entries(module).map(([name, action]) => ({ name, action: action as Action })),
);
const tenantActions = actions.filter(({ name }) => !publicActions.has(name) && !(name in accountSamples));

let api: Awaited<ReturnType<typeof startApi>>;
let world: World;

beforeAll(async () => {
  api = await startApi();
});
afterAll(async () => await api.close());
beforeEach(async () => {
  world = await createWorld(api.db, 'Acme');
});

function sampleOf(name: string): unknown {
  const verb = name.replace(/Action$/, '');
  const more = moreSamples[verb];
  if (more !== undefined) return more(world);
  const sample = routeSamples[verb]?.(world);
  return sample === undefined ? undefined : { ...sample.path, ...(sample.body as object | undefined) };
}

async function act(action: Action, raw: unknown, headers: Record<string, string>): Promise<string> {
  request.headers = new Headers(headers);
  const result = await action(raw);
  return result.ok ? 'ok' : result.error.code;
}

async function countAudit(): Promise<number> {
  const [row] = await api.database.sql<{ count: number }[]>`select count(*)::int as count from audit_log`;
  return row?.count ?? 0;
}

describe('the matrix', () => {
  it('knows every file with server actions, and has a sample of each action', () => {
    const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.test.ts'))
      .filter((file) =>
        /^\s*['"]use server['"]/m.test(readFileSync(path.join(import.meta.dirname, file), 'utf8')),
      );
    expect(files.sort()).toEqual(Object.keys(modules).sort());
    expect(tenantActions.filter(({ name }) => sampleOf(name) === undefined)).toEqual([]);
  });
});

describe.each(tenantActions)('$name', ({ name, action }) => {
  it('refuses nobody, foreign pages, viewers and other organizations, without doing anything', async () => {
    const raw = sampleOf(name);
    const before = await countAudit();
    const { headers: owner } = await makeSession(api.db, world.tenant);
    expect(await act(action, raw, { Origin: owner.Origin })).toBe('unauthenticated');
    expect(await act(action, raw, { Cookie: owner.Cookie })).toBe('forbidden');
    expect(await act(action, raw, { ...owner, Origin: 'https://evil.example' })).toBe('forbidden');
    const viewer = await addMember(api.db, world.tenant.organizationId, 'viewer');
    const asViewer = await makeSession(api.db, { ...viewer, organizationId: world.tenant.organizationId });
    expect(await act(action, raw, asViewer.headers)).toBe(openToViewers.has(name) ? 'ok' : 'forbidden');
    expect(await countAudit()).toBe(before);
    const other = await createWorld(api.db, 'Other');
    const needsOurs =
      JSON.stringify(raw).match(/(prj|mon|inc|chn|dlv|key|mem|inv|ocs|ovr|usr|pag)_[0-9a-z]{26}/) !== null;
    if (!needsOurs) return;
    const foreign = await makeSession(api.db, other.tenant);
    const then = await countAudit();
    expect(await act(action, raw, foreign.headers)).toBe('not_found');
    // Nor does naming our organization in the cookie help whoever is no member of it.
    const posing = {
      ...foreign.headers,
      Cookie: foreign.headers.Cookie.replace(/org_\w+/, world.ids.organization),
    };
    expect(await act(action, raw, posing)).toBe('not_found');
    expect(await countAudit()).toBe(then);
  });

  it('serves its owner', async () => {
    const { headers } = await makeSession(api.db, world.tenant);
    expect(await act(action, sampleOf(name), headers)).toBe('ok');
  });
});

describe.each(Object.keys(accountSamples))('%s', (name) => {
  const action =
    actions.find((each) => each.name === name)?.action ?? (() => Promise.reject(new Error(name)));

  it('refuses nobody and foreign pages', async () => {
    const { headers } = await makeSession(api.db, world.tenant);
    expect(await act(action, accountSamples[name], { Origin: headers.Origin })).toBe('unauthenticated');
    expect(await act(action, accountSamples[name], { ...headers, Origin: 'https://evil.example' })).toBe(
      'forbidden',
    );
  });
});

describe.each([...publicActions].filter((name) => name !== 'signOutAction'))('%s', (name) => {
  const action =
    actions.find((each) => each.name === name)?.action ?? (() => Promise.reject(new Error(name)));

  it('refuses foreign pages', async () => {
    expect(await act(action, {}, { Origin: 'https://evil.example' })).toBe('forbidden');
    expect(await act(action, {}, {})).toBe('forbidden');
  });
});
