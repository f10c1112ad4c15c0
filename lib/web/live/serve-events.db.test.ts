import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTenant, type Tenant } from '@/db/testing/tenants';
import { changesChannel } from '@/lib/audit/constants';
import { notifyChanges } from '@/lib/audit/notify-changes';
import { newId } from '@/lib/core/ids';
import { ChangeHub } from '@/lib/web/live/change-hub';
import { serveEvents } from '@/lib/web/live/serve-events';
import { webRuntime } from '@/lib/web/runtime';
import { appUrl, makeKey, makeSession, startApi } from '@/lib/web/testing/api';

let api: Awaited<ReturnType<typeof startApi>>;
let tenant: Tenant;
const open: AbortController[] = [];

beforeAll(async () => {
  api = await startApi();
});
afterAll(async () => await api.close());
beforeEach(async () => {
  tenant = await createTenant(api.db);
});
afterEach(() => {
  for (const controller of open.splice(0)) controller.abort();
});

type Message = { id?: string; event?: string; data?: string };

async function connect(headers: Record<string, string>) {
  const controller = new AbortController();
  open.push(controller);
  const request = new Request(`${appUrl}/api/v1/events`, { headers, signal: controller.signal });
  const response = await serveEvents(request, 'key_or_session');
  const reader = (response.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream()).getReader();
  let buffer = '';
  const next = async (): Promise<Message> => {
    for (;;) {
      const end = buffer.indexOf('\n\n');
      if (end < 0) {
        const { value, done } = await reader.read();
        if (done) return { event: 'closed' };
        buffer += value;
        continue;
      }
      const lines = buffer.slice(0, end).split('\n');
      buffer = buffer.slice(end + 2);
      return Object.fromEntries(lines.map((line) => line.split(/: (.*)/, 2)));
    }
  };
  const until = async (event: string): Promise<Message> => {
    for (;;) {
      const message = await next();
      if (message.event === event) return message;
    }
  };
  /** The first stream of a process opens the listening connection, which says `resync` when it is there. */
  return { response, next, until, abort: () => controller.abort() };
}

async function listening(headers: Record<string, string>) {
  const stream = await connect(headers);
  await probeUntilHeard(stream);
  return stream;
}

async function probeUntilHeard(stream: Awaited<ReturnType<typeof connect>>) {
  const heard = stream.until('change');
  let isHeard = false;
  void heard.then(() => {
    isHeard = true;
  });
  while (!isHeard) {
    await notifyChanges(api.db, [{ organizationId: tenant.organizationId, topic: 'mailbox' }]);
    await Promise.race([heard, new Promise((resolve) => setTimeout(resolve, 50))]);
  }
  await heard;
}

async function changeOf(stream: Awaited<ReturnType<typeof connect>>, topic: string): Promise<Message> {
  for (;;) {
    const message = await stream.until('change');
    if (message.data?.includes(`"${topic}"`)) return message;
  }
}

describe('the event stream', () => {
  it('tells an organization what changed at commit, and nobody else', async () => {
    const key = await makeKey(api.db, tenant);
    const stream = await listening(key.headers);
    expect(stream.response.headers.get('content-type')).toContain('text/event-stream');
    const other = await createTenant(api.db, 'Other');
    const id = newId('mon');
    await notifyChanges(api.db, [
      { organizationId: other.organizationId, topic: 'monitors', id: newId('mon') },
    ]);
    await api.db
      .transaction(async (db) => {
        await notifyChanges(db, [
          { organizationId: tenant.organizationId, topic: 'monitors', id: 'mon_undone' },
        ]);
        throw new Error('undo');
      })
      .catch(() => {});
    await notifyChanges(api.db, [{ organizationId: tenant.organizationId, topic: 'monitors', id }]);
    const message = await changeOf(stream, 'monitors');
    expect(JSON.parse(message.data ?? '')).toEqual({ topic: 'monitors', ids: [id] });
  });

  it('goes on where it was by Last-Event-ID', async () => {
    const { headers } = await makeSession(api.db, tenant);
    const first = await listening(headers);
    const before = await changeAfter(first, 'channels');
    first.abort();
    const missed = newId('inc');
    const witness = await listening(headers);
    await notifyChanges(api.db, [{ organizationId: tenant.organizationId, topic: 'incidents', id: missed }]);
    await changeOf(witness, 'incidents');
    const second = await connect({ ...headers, 'Last-Event-ID': before.id ?? '' });
    const replayed = await changeOf(second, 'incidents');
    expect(JSON.parse(replayed.data ?? '').ids).toEqual([missed]);
  });

  it.each(['nonsense', 'abcdefgh-5', ''])(
    'says resync where it cannot know what was missed (%s)',
    async (id) => {
      const { headers } = await makeSession(api.db, tenant);
      await listening(headers);
      const stream = await connect({ ...headers, 'Last-Event-ID': id });
      expect((await stream.until('resync')).data).toBe('{}');
    },
  );

  it('says resync after the listening connection broke, and hears again', async () => {
    const hub = new ChangeHub(webRuntime(), { probeMs: 50 });
    const { organizationId } = tenant;
    const seen: string[] = [];
    let onResync = () => {};
    const nextResync = () =>
      new Promise<void>((resolve) => {
        onResync = resolve;
      });
    const listeningNow = nextResync();
    hub.subscribe({
      organizationId,
      onChange: ({ change }) => void seen.push(change.topic),
      onResync: () => onResync(),
    });
    await listeningNow;
    const again = nextResync();
    await api.database.sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'stillup-web-listen' and datname = current_database()`;
    await again;
    await expect
      .poll(
        async () => {
          await notifyChanges(api.db, [{ organizationId, topic: 'projects' }]);
          return seen;
        },
        { timeout: 60_000 },
      )
      .toContain('projects');
    await hub.close();
  });

  it('does not say to a key of one project which things changed', async () => {
    const key = await makeKey(api.db, tenant, { projectId: tenant.projectId });
    const stream = await listening(key.headers);
    await notifyChanges(api.db, [
      { organizationId: tenant.organizationId, topic: 'monitors', id: newId('mon') },
    ]);
    expect(JSON.parse((await changeOf(stream, 'monitors')).data ?? '').ids).toEqual([]);
  });

  it('survives what is no notice of ours', async () => {
    const key = await makeKey(api.db, tenant);
    const stream = await listening(key.headers);
    await api.database.sql.notify(changesChannel, 'nonsense');
    await api.database.sql.notify(changesChannel, '{"organization_id":1}');
    await notifyChanges(api.db, [{ organizationId: tenant.organizationId, topic: 'checks' }]);
    expect((await changeOf(stream, 'checks')).event).toBe('change');
  });
});

async function changeAfter(stream: Awaited<ReturnType<typeof connect>>, topic: 'channels') {
  await notifyChanges(api.db, [{ organizationId: tenant.organizationId, topic }]);
  return await changeOf(stream, topic);
}
