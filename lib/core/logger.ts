import { type DestinationStream, type LevelWithSilent, type Logger, pino, stdSerializers } from 'pino';
import pretty from 'pino-pretty';

export type { Logger } from 'pino';

/** `auto` is readable on a terminal and JSON elsewhere. */
type Format = 'auto' | 'pretty' | 'json';

type Options = {
  level?: LevelWithSilent;
  format?: Format;
  destination?: DestinationStream;
};

const secretNames =
  /^(authorization|proxy-authorization|cookie|set-cookie|password|passwd|secret|token|api[-_]?key|signing[-_]?(key|secret)|event[-_]?key|x-uptime-signature|webhook-signature)$/i;
const secretsInText: readonly [RegExp, string][] = [
  [/\bsup_[A-Za-z0-9_-]{6,}/g, 'sup_[hidden]'],
  [/\bwhsec_[A-Za-z0-9+/=_-]{6,}/g, 'whsec_[hidden]'],
  [/\bsignkey-[A-Za-z0-9-]{6,}/g, 'signkey-[hidden]'],
  [/\b([Bb]earer|Basic) (?=[a-z._~+/-]*[0-9A-Z=])[A-Za-z0-9._~+/=-]{6,}/g, '$1 [hidden]'],
  [/(\/ping\/)[0-9a-z]{8}[^\s/?#"']*/gi, '$1[hidden]'],
  // Links that are a permission by themselves, as `createLinkSigner` makes them.
  [/(\/(?:access|subscriptions|acknowledge|unsubscribe)\/)[\w-]{8,}\.[\w-]{16,}/g, '$1[hidden]'],
  [/\b([a-z][a-z0-9+.-]*:\/\/[^\s:/@"']*):[^\s@/"']+@/gi, '$1:[hidden]@'],
];

/** A logger with one line per event. Secrets are hidden by name and by form, wherever they stand. */
export function createLogger(role: string, options: Options = {}): Logger {
  return pino(
    {
      level: options.level ?? 'info',
      base: { role },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: {
        level: (label) => ({ level: label }),
        log: (object) => hideIn(object, 0) as Record<string, unknown>,
      },
      serializers: { err: (error: unknown) => hideIn(describeError(error), 0) },
      hooks: {
        logMethod(args, method) {
          method.apply(
            this,
            args.map((part) => (typeof part === 'string' ? hideSecrets(part) : part)) as typeof args,
          );
        },
      },
    },
    options.destination ?? createLogSink(options.format),
  );
}

/** Takes finished JSON lines and shows them in the wanted form on standard output. */
export function createLogSink(format: Format = 'auto'): DestinationStream {
  const isPretty = format === 'pretty' || (format === 'auto' && process.stdout.isTTY === true);
  return isPretty ? prettyStream() : pino.destination({ fd: 1, sync: true });
}

/** Hides API keys, bearer tokens, signing secrets, ping addresses and passwords in URLs. */
export function hideSecrets(line: string): string {
  return secretsInText.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), line);
}

function hideIn(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return hideSecrets(value);
  if (value === null || typeof value !== 'object' || depth > 6) return value;
  if (value instanceof Date || Buffer.isBuffer(value)) return value;
  if (value instanceof Error) return hideIn(describeError(value), depth + 1);
  if (Array.isArray(value)) return value.map((item) => hideIn(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      secretNames.test(key) ? '[hidden]' : hideIn(item, depth + 1),
    ]),
  );
}

function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { type, message, stack } = stdSerializers.err(error);
  const code = 'code' in error ? { code: error.code } : {};
  const parameters = parametersOf(error, 0);
  const cut = (text: string) => parameters.reduce((rest, part) => rest.replaceAll(part, ''), text);
  return { type, message: cut(message), ...code, stack: cut(stack) };
}

/** Drizzle says a failed statement with all its values: files by the byte, and what people have written. */
function parametersOf(error: unknown, depth: number): string[] {
  if (!(error instanceof Error) || depth > 5) return [];
  const at = error.message.startsWith('Failed query: ') ? error.message.indexOf('\nparams: ') : -1;
  const own = at === -1 ? [] : [error.message.slice(at)];
  return [...own, ...parametersOf(error.cause, depth + 1)];
}

function prettyStream(): DestinationStream {
  return pretty({
    colorize: process.stdout.isTTY === true,
    translateTime: 'SYS:HH:MM:ss.l',
    ignore: 'pid,hostname,role',
    messageFormat: '{role} {msg}',
    singleLine: true,
    sync: true,
  });
}
