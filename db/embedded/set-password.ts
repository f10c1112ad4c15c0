import { spawn } from 'node:child_process';
import { cannotRun, dataDirArgument, type Place, programOptions, superuser } from '@/db/embedded/cluster';
import { explainOutput } from '@/db/embedded/fault';

/** PostgreSQL's single-user mode asks for no password: the way back in when the password file was lost. */
export async function setPassword(place: Place, password: string): Promise<void> {
  const options = ['--single', '-D', dataDirArgument(place), '-c', 'exit_on_error=on', 'postgres'];
  const child = spawn(place.binaries.postgres, options, programOptions(place, place.clusterDir));
  let output = '';
  child.stderr.on('data', (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-8192);
  });
  child.stdout.resume();
  child.stdin.on('error', () => {});
  child.stdin.end(`alter role ${superuser} password '${password}'\n`);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', (error) => reject(cannotRun(place.binaries.postgres, error)));
    child.once('close', resolve);
  });
  if (code !== 0) throw explainOutput('postgres', output, place.clusterDir);
}
