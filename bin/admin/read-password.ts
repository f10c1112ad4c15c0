import { required, type Values } from '@/bin/admin/command';

/** `--password -` reads it from standard input: arguments are seen by everybody on the machine, and kept by shells. */
export async function readPassword(values: Values, readStdin: () => Promise<string>): Promise<string> {
  const given = required(values, 'password');
  return given === '-' ? (await readStdin()).replace(/\r?\n$/, '') : given;
}
