import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { eq, sql } from 'drizzle-orm';
import type { Database, Db } from '@/db/client';
import { mailboxMessages } from '@/db/schema/alerting';
import { createTenant, type Tenant } from '@/db/testing/tenants';
import { type FromSender, type SendPoint, sendPoints } from '@/lib/alerting/testing/send-points';
import { addSlack, beginOutages, endOutages, everyDelivery, passSeconds } from '@/lib/alerting/testing/storm';
import { addWebhook, channelTestDeps, type Outage } from '@/lib/alerting/testing/world';
import { createChannel } from '@/lib/channels/create-channel';
import { childEnvironment } from '@/lib/core/env';
import { fromUuid, toUuid } from '@/lib/core/ids';
import { startReceiver } from '@/lib/notifiers/testing/receiver';

export const senderSource = fileURLToPath(new URL('./sender-child.ts', import.meta.url));
const recipients = ['ada@example.com', 'bob@example.com', 'eve@example.com'];

/** A sender process that waits to be told to begin. */
class Sender {
  private readonly child: ChildProcess;
  private readonly reached = new Set<string>();

  constructor(file: string, databaseUrl: string) {
    this.child = fork(file, {
      env: childEnvironment({ DATABASE_URL: databaseUrl }),
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.child.on('message', (message: FromSender) =>
      this.reached.add(message.kind === 'ready' ? 'ready' : message.point),
    );
  }

  async go(holdAt: SendPoint | null): Promise<void> {
    while (!this.reached.has('ready')) await delay(5);
    this.child.send({ holdAt });
  }

  async comesTo(point: SendPoint, withinMs: number): Promise<boolean> {
    for (const until = Date.now() + withinMs; Date.now() < until; ) {
      if (this.reached.has(point)) return true;
      await delay(2);
    }
    return false;
  }

  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const exited = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await exited;
  }
}

export type KillFigures = {
  kills: number;
  killedAt: Record<string, number>;
  incidents: number;
  /** Alerts that had to arrive: of each transition, by each channel; three mails where there are three recipients. */
  alerts: number;
  lost: string[];
  /** Came in more than one wording or under more than one id: no receiver could tell that it is the same. */
  doubled: string[];
  /** A recovery before its outage. */
  misordered: string[];
  /** Came again under the same id, for the sender died before it had written down that it was through. */
  repeated: number;
  digests: number;
  undelivered: number;
};

type World = {
  database: Database & { url: string };
  tenant: Tenant;
  hook: Awaited<ReturnType<typeof startReceiver>>;
  chat: Awaited<ReturnType<typeof startReceiver>>;
};

/** Kills senders at random moments and at the worst ones, while incidents begin and end singly and in storms. */
export async function killSenders(
  database: Database & { url: string },
  programFile: string,
  kills: number,
): Promise<KillFigures> {
  const tenant = await createTenant(database.db);
  const hook = await startReceiver({ status: 200 });
  const chat = await startReceiver({ status: 200, body: 'ok' });
  const world: World = { database, tenant, hook, chat };
  await addWebhook(tenant, hook.url);
  await addSlack(tenant, `${chat.url}/services/a/b/c`);
  await createChannel(
    tenant.ctx,
    { project_id: tenant.projectId, type: 'email', config: { to: recipients } },
    channelTestDeps,
  );
  const killedAt: Record<string, number> = {};
  const outages: Outage[] = [];
  const names = new Map<string, string>();
  let ended = 0;
  let spare = new Sender(programFile, database.url);
  try {
    for (let kill = 0; kill < kills; kill += 1) {
      const count = kill === 0 || Math.random() < 0.3 ? 5 + Math.floor(Math.random() * 8) : 1;
      const begun = await beginOutages(database.db, tenant, count, { name: `Site ${kill}x` });
      for (const [n, { incidentId }] of begun.entries()) names.set(incidentId, `Site ${kill}x ${n}`);
      outages.push(...begun);
      const over = outages.slice(ended, ended + Math.floor(Math.random() * 2 * count));
      ended += over.length;
      await endOutages(database.db, tenant, over, 60_000 + kill);
      const sender = spare;
      spare = new Sender(programFile, database.url);
      const moment = await killSomewhere(sender);
      killedAt[moment] = (killedAt[moment] ?? 0) + 1;
      await expireLeases(database.db);
      await passSeconds(database.db, 25 + Math.random() * 25);
    }
    await spare.go(null);
    await untilSettled(database.db);
    // No more at once than a digest has lines for.
    for (; ended < outages.length; ended += 40) {
      await endOutages(database.db, tenant, outages.slice(ended, ended + 40), 120_000);
      await untilSettled(database.db);
    }
  } finally {
    await spare.kill();
  }
  const figures = await compare(world, outages, names);
  await Promise.all([hook.stop(), chat.stop()]);
  return { kills, killedAt, ...figures };
}

/** A hook point at which it stands still, or any moment after it has begun. */
async function killSomewhere(sender: Sender): Promise<string> {
  const point = Math.random() < 0.6 ? sendPoints[Math.floor(Math.random() * sendPoints.length)] : undefined;
  await sender.go(point ?? null);
  let moment = 'any';
  if (point === undefined) await delay(Math.random() * 250);
  else if (await sender.comesTo(point, 1500)) moment = point;
  // While one of them stands still the others go on: they are at every other point meanwhile.
  await delay(Math.random() * 20);
  await sender.kill();
  return moment;
}

/** What time would do: nobody is asked whether the sender lives, so it makes no difference that the lease ends sooner. */
async function expireLeases(db: Db): Promise<void> {
  await db.execute(sql`
    update deliveries d set next_attempt_at = now() from ${everyDelivery}
    where d.id = every.id and d.status = 'sending'`);
}

/** Time goes sixty times as fast meanwhile: gatherings end, and minutes pass. */
async function untilSettled(db: Db): Promise<void> {
  for (let n = 0; n < 600; n += 1) {
    const [row] = await db.execute<{ n: number }>(sql`
      select count(*)::int as n from deliveries where status in ('pending', 'sending', 'folded')`);
    if (row?.n === 0) return;
    // The sender writes the same rows meanwhile, in an order of its own: whichever yields comes again.
    await passSeconds(db, 6).catch(() => {});
    await delay(100);
  }
}

/** Lines that a digest had no room for: it was heard, and what else it told of is known by the ledger alone. */
async function hiddenLines(db: Db, tenant: Tenant) {
  return db.execute<{ channel: string; kind: string; incident: string; id: string }>(sql`
    select c.type as channel, d.incident_id as incident, digest.id::text as id,
      case d.transition when 'opened' then 'Down' else 'Recovered' end as kind
    from deliveries d join deliveries digest on digest.id = d.digest_id join channels c on c.id = d.channel_id
    where d.organization_id = ${toUuid(tenant.organizationId)}::uuid and digest.status = 'delivered'
      and (digest.message ->> 'more')::int > 0`);
}

type Told = { ids: Set<string>; count: number; firstPlace: number };

function note(told: Map<string, Told>, key: string, id: string, place: number): void {
  const known = told.get(key) ?? { ids: new Set(), count: 0, firstPlace: place };
  known.ids.add(id);
  known.count += 1;
  told.set(key, known);
}

/** What the receivers have heard, against what happened. */
async function compare(
  { database, tenant, hook, chat }: World,
  outages: readonly Outage[],
  names: Map<string, string>,
) {
  const told = new Map<string, Told>();
  for (const [place, { headers, body }] of hook.received.entries()) {
    const { type, data } = JSON.parse(body) as { type: string; data: { incident: { id: string } } };
    const kind = type === 'incident.opened' ? 'Down' : 'Recovered';
    const id = `${headers['webhook-id']} ${body.length}`;
    note(told, `hook ${kind} ${names.get(data.incident.id)}`, id, place);
  }
  for (const [place, { body }] of chat.received.entries()) {
    const lines = new Set(
      [...body.matchAll(/(Down|Recovered): (Site \d+x \d+)\b/g)].map(([, kind, name]) => `${kind} ${name}`),
    );
    for (const line of lines) note(told, `chat ${line}`, body, place);
  }
  const mail = await database.db
    .select()
    .from(mailboxMessages)
    .where(eq(mailboxMessages.organizationId, tenant.organizationId));
  for (const [
    place,
    {
      text,
      subject,
      recipients: [to = ''],
      idempotencyKey,
    },
  ] of mail.entries()) {
    // Later mails repeat the subject of the first: what became of it stands in their text.
    const said = subject.startsWith('Re: ') ? text : `${subject}\n${text}`;
    const lines = new Set(
      [...said.matchAll(/(Down|Recovered): (Site \d+x \d+)\b/gi)].map(
        ([, kind = '', name]) => `${kind.toLowerCase() === 'down' ? 'Down' : 'Recovered'} ${name}`,
      ),
    );
    for (const line of lines) note(told, `${to} ${line}`, idempotencyKey, place);
  }
  const places = ['hook', 'chat', ...recipients];
  for (const { channel, kind, incident, id } of await hiddenLines(database.db, tenant)) {
    for (const place of channel === 'slack' ? ['chat'] : recipients) {
      const key = `${place} ${kind} ${names.get(fromUuid('inc', incident))}`;
      // When it came is not known either, so that nothing is said of its order.
      if (!told.has(key)) note(told, key, id, kind === 'Down' ? -1 : Number.MAX_SAFE_INTEGER);
    }
  }
  const lost: string[] = [];
  const misordered: string[] = [];
  for (const { incidentId } of outages) {
    const name = names.get(incidentId) ?? '';
    for (const place of places) {
      const [down, up] = [told.get(`${place} Down ${name}`), told.get(`${place} Recovered ${name}`)];
      // What began and ended before it was told is told as recovered, once; to a machine each is told.
      if (up === undefined || (place === 'hook' && down === undefined)) lost.push(`${place} ${name}`);
      else if (!place.includes('@') && down !== undefined && up.firstPlace < down.firstPlace)
        misordered.push(`${place} ${name}`);
    }
  }
  const doubled = [...told].filter(([, { ids }]) => ids.size > 1).map(([key]) => key);
  const repeated = [...told].reduce((sum, [, { ids, count }]) => sum + count - ids.size, 0);
  const [row] = await database.db.execute<{ digests: number; undelivered: number }>(sql`
    select count(*) filter (where transition = 'digest')::int as digests,
      count(*) filter (where status <> 'delivered')::int as undelivered
    from deliveries where organization_id = ${toUuid(tenant.organizationId)}::uuid`);
  return {
    incidents: outages.length,
    alerts: outages.length * places.length * 2,
    lost,
    doubled,
    misordered,
    repeated,
    digests: row?.digests ?? -1,
    undelivered: row?.undelivered ?? -1,
  };
}
