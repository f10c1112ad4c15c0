import { type Check, error, ok } from '@/bin/admin/doctor/check';
import { checkDatabase } from '@/bin/admin/doctor/check-database';
import { checkEngine, checkFrontDoor, checkMail } from '@/bin/admin/doctor/check-services';
import { checkAppUrl, checkDataDir } from '@/bin/admin/doctor/check-surroundings';
import { type Env, EnvError, readEnv } from '@/lib/core/env';

export type Diagnosis = { ok: boolean; checks: Check[] };

/** Checks the whole configuration and changes nothing. Warnings leave it ok. */
export async function diagnose(): Promise<Diagnosis> {
  const checks = await collectChecks();
  return { ok: checks.every((check) => check.status !== 'error'), checks };
}

/** One line for standard error, or null when nothing is wrong. */
export function summarise({ checks }: Diagnosis): string | null {
  const wrong = checks.filter((check) => check.status === 'error');
  if (wrong.length === 0) return null;
  const names = wrong.map((check) => `${check.name} (${check.detail})`).join(', ');
  return `${wrong.length} of ${checks.length} checks failed: ${names}`;
}

async function collectChecks(): Promise<Check[]> {
  const node = ok('node', process.versions.node);
  let env: Readonly<Env>;
  try {
    env = readEnv();
  } catch (fault) {
    if (!(fault instanceof EnvError)) throw fault;
    const remedy = 'Correct the variable in the environment or in .env.';
    return [node, ...fault.faults.map((line) => error('environment', line, remedy))];
  }
  return [
    node,
    ok('environment', 'every variable is valid'),
    checkAppUrl(env),
    await checkDataDir(env),
    ...(await checkDatabase(env)),
    await checkMail(env),
    await checkEngine(env),
    await checkFrontDoor(env),
  ];
}
