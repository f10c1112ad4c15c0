import { constants, existsSync } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import path from 'node:path';
import { type Check, error, ok, warning } from '@/bin/admin/doctor/check';
import type { Env } from '@/lib/core/env';

const gibibyte = 2 ** 30;

/** Where the embedded database and the secret are kept. */
export async function checkDataDir(env: Readonly<Env>): Promise<Check> {
  const folder = path.resolve(env.dataDir);
  const place = existsSync(folder) ? folder : path.dirname(folder);
  try {
    await access(place, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    return error(
      'data_dir',
      `${place} cannot be written`,
      'Change its owner, or set DATA_DIR to a folder of yours.',
    );
  }
  const { bavail, bsize } = await statfs(place);
  const free = (bavail * bsize) / gibibyte;
  const detail = `${folder}, ${free.toFixed(1)} GiB free`;
  return free < 1
    ? warning('data_dir', detail, 'Free some space, or set DATA_DIR to a folder on another disk.')
    : ok('data_dir', detail);
}

export function checkAppUrl(env: Readonly<Env>): Check {
  const { protocol, hostname } = new URL(env.appUrl);
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  const isOpen = !['127.0.0.1', 'localhost', '::1'].includes(env.host);
  if (protocol === 'http:' && !isLocal) {
    return warning(
      'app_url',
      `${env.appUrl} is not encrypted`,
      'Put a proxy with TLS in front, and set APP_URL to its https address.',
    );
  }
  if (isLocal && isOpen) {
    return warning(
      'app_url',
      `HOST ${env.host} lets others in, but links lead to ${env.appUrl}, and only that address may sign in`,
      'Set APP_URL to the address that people type.',
    );
  }
  return ok('app_url', env.appUrl);
}
