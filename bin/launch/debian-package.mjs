import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';

const apt = '/usr/bin/apt-get';
let isListed = false;

/** Whether packages of the system can be installed here and now: Debian's tools, and root. */
export function mayInstallDebianPackages() {
  return process.getuid?.() === 0 && existsSync(apt);
}

/** Without what they only recommend. Says what fails and goes on: who needs them looks whether they are there. */
export function installDebianPackages(names) {
  if (!isListed) runApt(['update', '-qq']);
  isListed = true;
  runApt(['install', '-y', '-qq', '--no-install-recommends', ...names]);
}

/** The commands among `packageOf` (command → package) that are not here, after what can be installed has been. */
export function ensureCommands(packageOf) {
  const missing = () => Object.keys(packageOf).filter((command) => findCommand(command) === null);
  const wanted = missing();
  if (wanted.length > 0 && mayInstallDebianPackages()) {
    installDebianPackages([...new Set(wanted.map((command) => packageOf[command]))]);
  }
  return missing();
}

function findCommand(command) {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return folders.map((folder) => path.join(folder, command)).find(isExecutable) ?? null;
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function runApt(args) {
  spawnSync(apt, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}
