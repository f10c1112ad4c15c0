import { mask } from '@/lib/notifiers/constants';

export type Config = Record<string, unknown>;

function isRecord(value: unknown): value is Config {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function maskValue(value: unknown): unknown {
  if (isRecord(value)) return Object.fromEntries(Object.keys(value).map((key) => [key, mask]));
  return value === null || value === undefined ? value : mask;
}

function pick(config: Config, fields: readonly string[]): Config {
  return Object.fromEntries(Object.entries(config).filter(([key]) => fields.includes(key)));
}

/** What may be shown and stored in clear, and what is to be sealed. The names inside a secret record stay readable. */
export function splitConfig(
  config: Config,
  secretFields: readonly string[],
): { shown: Config; secret: Config } {
  const secret = pick(config, secretFields);
  const masked = Object.fromEntries(Object.entries(secret).map(([key, value]) => [key, maskValue(value)]));
  return { shown: { ...config, ...masked }, secret };
}

function originsOf(config: Config, urlFields: readonly string[]): (string | null)[] {
  return urlFields.map((field) => {
    const value = config[field];
    return typeof value === 'string' && URL.canParse(value) ? new URL(value).origin : null;
  });
}

/** An address that is a secret itself and was sent as its mask stays where it was. */
function isElsewhere(sent: Config, stored: Config, urlFields: readonly string[]): boolean {
  const before = originsOf(stored, urlFields);
  return originsOf(sent, urlFields).some((origin, index) => {
    const isKept = sent[urlFields[index] ?? ''] === mask;
    return !isKept && origin !== before[index];
  });
}

/**
 * Puts stored secrets back where the mask was sent. Not when the target has another origin: otherwise whoever may
 * edit a channel could have its secrets sent to a server of their own.
 */
export function restoreConfig(
  sent: Config,
  stored: { shown: Config; secret: Config },
  fields: { secretFields: readonly string[]; urlFields: readonly string[] },
): Config {
  const { secretFields, urlFields } = fields;
  if (isElsewhere(sent, { ...stored.shown, ...stored.secret }, urlFields)) return sent;
  const restored = secretFields
    .filter((field) => field in sent)
    .map((field): [string, unknown] => [field, restoreValue(sent[field], stored.secret[field])]);
  return { ...sent, ...Object.fromEntries(restored) };
}

function restoreValue(sent: unknown, stored: unknown): unknown {
  if (sent === mask && stored !== undefined) return stored;
  if (!isRecord(sent) || !isRecord(stored)) return sent;
  const byLower = new Map(Object.entries(stored).map(([key, value]) => [key.toLowerCase(), value]));
  return Object.fromEntries(
    Object.entries(sent).map(([key, value]) => [
      key,
      value === mask ? (byLower.get(key.toLowerCase()) ?? value) : value,
    ]),
  );
}

/** JSON pointers into the config where the mask stands in place of a secret. */
export function findMasks(config: Config, secretFields: readonly string[]): string[] {
  return secretFields.flatMap((field) => {
    const value = config[field];
    if (value === mask) return [`/${field}`];
    if (!isRecord(value)) return [];
    return Object.entries(value)
      .filter(([, inner]) => inner === mask)
      .map(([key]) => `/${field}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);
  });
}
