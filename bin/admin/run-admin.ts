import { parseArgs } from 'node:util';
import { type Command, type Input, UsageError } from '@/bin/admin/command';
import { commands, help } from '@/bin/admin/commands';
import { diagnose, summarise } from '@/bin/admin/doctor/doctor';
import { type Opened, openInstallation } from '@/bin/admin/open-installation';
import { explainFault } from '@/bin/supervisor/fault';
import { isProductError } from '@/lib/core/errors';

export type Io = {
  out: (text: string) => void;
  err: (text: string) => void;
  readStdin: () => Promise<string>;
  open?: () => Promise<Opened>;
};

/** One command: its answer as one line of JSON on stdout, or one line on stderr. @returns the exit code */
export async function runAdmin(args: readonly string[], io: Io): Promise<number> {
  try {
    const [name, ...rest] = args;
    if (name === 'help' || name === '--help' || name === '-h') {
      io.out(help());
      return 0;
    }
    if (name === 'doctor') return await runDoctor(rest, io);
    const answer = await runCommand(name, rest, io);
    io.out(`${JSON.stringify(answer)}\n`);
    return 0;
  } catch (error) {
    io.err(`stillup: ${explain(error)}\n`);
    return 1;
  }
}

async function runDoctor(args: readonly string[], io: Io): Promise<number> {
  parse('doctor', { usage: '', options: {} }, args);
  const diagnosis = await diagnose();
  io.out(`${JSON.stringify(diagnosis)}\n`);
  const line = summarise(diagnosis);
  if (line !== null) io.err(`stillup: ${line}\n`);
  return diagnosis.ok ? 0 : 1;
}

async function runCommand(name: string | undefined, args: readonly string[], io: Io): Promise<unknown> {
  const command = name === undefined ? undefined : commands[name];
  if (name === undefined || command === undefined) throw unknownCommand(name);
  const input: Input = { ...parse(name, command, args), readStdin: io.readStdin };
  const { installation, close } = await (io.open ?? openInstallation)();
  try {
    return await command.run(installation, input);
  } finally {
    await close();
  }
}

function unknownCommand(name: string | undefined): UsageError {
  const known = [...Object.keys(commands), 'doctor'].join(', ');
  return new UsageError(
    name === undefined ? `Say what to do: ${known}.` : `There is no command ${name}: ${known}.`,
  );
}

type Shape = Pick<Command, 'usage' | 'options' | 'maxPositionals'>;

function parse(name: string, shape: Shape, args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: shape.options,
      allowPositionals: true,
      strict: true,
    });
    if (positionals.length <= (shape.maxPositionals ?? 0)) {
      return { values: values as Input['values'], positionals };
    }
    throw new UsageError(`${positionals[0]} is not expected. Usage: ${name} ${shape.usage}`.trimEnd());
  } catch (error) {
    const isOfParseArgs =
      error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
    if (!isOfParseArgs) throw error;
    const reason = error.message.split('\n')[0]?.split('. To specify')[0] ?? '';
    throw new UsageError(`${reason.replace(/\.$/, '')}. Usage: ${name} ${shape.usage}`.trimEnd());
  }
}

/** One line, whatever it was. A bug is told by its own message: whoever types here runs the installation. */
function explain(error: unknown): string {
  if (error instanceof UsageError) return error.message;
  if (isProductError(error)) return nameOption(error.message);
  const lines = explainFault(error);
  if (lines !== null) return lines.join(' ');
  return (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).replaceAll(
    /\s*\n\s*/g,
    ' ',
  );
}

/** The verbs point into their input, `/expires_at: …`; here that is an option. */
function nameOption(message: string): string {
  return message.replace(
    /^\/([a-z_]+)(?:\/[^:]*)?: /,
    (_, name: string) => `--${name.replaceAll('_', '-')} `,
  );
}
