import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import postgres, { type Sql } from 'postgres';
import { migrateDatabase, migrationsFolder } from '@/db/migrate';

const templateLock = 7_815_696_118;
const staleRunMs = 2 * 60 * 60 * 1000;

export function connectAs(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

export function administer(url: string): Sql {
  return postgres(url, {
    max: 1,
    // Locks of its session are held for as long as it is open.
    max_lifetime: null,
    onnotice: () => {},
    connection: { application_name: 'stillup-testing' },
  });
}

/** One template database per state of the migrations, made once however many test runs start at the same time. */
export async function ensureTemplate(url: string): Promise<string> {
  const name = `stillup_template_${hashMigrations()}`;
  const admin = administer(url);
  try {
    await admin`select pg_advisory_lock(${templateLock})`;
    const [ready] = await admin`select 1 from pg_database where datname = ${name}`;
    if (ready === undefined) await buildTemplate(admin, url, name);
  } finally {
    await admin.end();
  }
  return name;
}

async function buildTemplate(admin: Sql, url: string, name: string): Promise<void> {
  const building = `${name}_building`;
  await admin.unsafe(`drop database if exists ${building} with (force)`);
  await admin.unsafe(`create database ${building}`);
  if (existsSync(migrationsFolder())) await migrateDatabase(connectAs(url, building));
  await admin.unsafe(`alter database ${building} rename to ${name}`);
}

/** Drops the databases of one run, and those that runs which were killed have left behind. */
export async function dropTestDatabases(url: string, runId: string): Promise<void> {
  const admin = administer(url);
  try {
    const rows = await admin<
      { datname: string }[]
    >`select datname from pg_database where datname like 'stillup\\_test\\_%'`;
    for (const { datname } of rows) {
      if (datname.startsWith(`${runId}_`) || isStale(datname)) {
        await admin.unsafe(`drop database if exists ${datname} with (force)`);
      }
    }
  } finally {
    await admin.end();
  }
}

export function newRunId(): string {
  return `stillup_test_${Date.now().toString(36)}_${process.pid}`;
}

function isStale(database: string): boolean {
  const startedAt = Number.parseInt(database.split('_')[2] ?? '', 36);
  return !(Date.now() - startedAt < staleRunMs);
}

function hashMigrations(): string {
  const folder = migrationsFolder();
  const hash = createHash('sha256');
  if (existsSync(folder)) {
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
      if (!file.endsWith('.sql') && !file.endsWith('_journal.json')) continue;
      hash.update(file).update(readFileSync(path.join(folder, file)));
    }
  }
  return hash.digest('hex').slice(0, 12);
}
