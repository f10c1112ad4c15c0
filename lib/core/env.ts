import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { parseCanaryTarget } from '@/lib/core/canary-target';

/** The only reader of `process.env` in the product. Entry points print the faults and exit. */

const text = z.string().trim().max(4096);
const port = (fallback: number) =>
  z.coerce.number('must be a port number').int('must be a whole number').min(1).max(65_535).default(fallback);
const whole = (fallback: number, min: number, max: number) =>
  z.coerce.number('must be a number').int('must be a whole number').min(min).max(max).default(fallback);
const flag = z.enum(['0', '1', 'false', 'true']).transform((value) => value === '1' || value === 'true');
const httpUrl = text.refine((value) => hasProtocol(value, ['http:', 'https:']), 'must be an http(s) URL');

const schema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  PORT: port(3000),
  HOST: text.default('127.0.0.1'),
  APP_URL: httpUrl
    .refine(
      (value) => isOrigin(value),
      'must have no path, query or fragment, such as https://status.example.com',
    )
    .optional(),
  APP_SECRET: text
    .min(32, 'must have at least 32 characters; `openssl rand -base64 32` makes one')
    .optional(),
  APP_SECRET_PREVIOUS: text
    .transform((value) => value.split(/[\s,]+/).filter((part) => part !== ''))
    .default([]),
  DATA_DIR: text.default('.data'),
  DATABASE_URL: text
    .refine((value) => hasProtocol(value, ['postgres:', 'postgresql:']), 'must be a postgres:// URL')
    .optional(),
  DATABASE_POOL_MAX: whole(10, 1, 200),
  SIGNUP: z.enum(['invite', 'open']).default('invite'),
  PRIVATE_TARGETS: z.enum(['allow', 'deny']).optional(),
  TRUSTED_PROXIES: text
    .transform((value) => value.split(/[\s,]+/).filter((part) => part !== ''))
    .refine((parts) => parts.every(isAddressOrRange), 'must be addresses or CIDR ranges, separated by commas')
    .default([]),
  RESEND_API_KEY: text.optional(),
  RESEND_WEBHOOK_SECRET: text
    .regex(/^whsec_[A-Za-z0-9+/=_-]+$/, 'must be the signing secret of the webhook, whsec_…')
    .optional(),
  RESEND_BASE_URL: httpUrl.default('https://api.resend.com'),
  GITHUB_CLIENT_ID: text.optional(),
  GITHUB_CLIENT_SECRET: text.optional(),
  GOOGLE_CLIENT_ID: text.optional(),
  GOOGLE_CLIENT_SECRET: text.optional(),
  SMTP_URL: text
    .refine((value) => hasProtocol(value, ['smtp:', 'smtps:']), 'must be an smtp:// or smtps:// URL')
    .optional(),
  MAIL_FROM: text
    .refine(
      (value) => /^[^@\r\n]*[^@\s<]@[^@\s>]+>?$/.test(value),
      'must be an address such as Stillup <stillup@example.com>',
    )
    .default('Stillup <stillup@localhost>'),
  INNGEST_BASE_URL: httpUrl.optional(),
  INNGEST_DEV: text
    .refine(
      (value) => ['0', '1', 'true', 'false'].includes(value) || hasProtocol(value, ['http:', 'https:']),
      'must be 0, 1, or the URL of a dev server',
    )
    .optional(),
  INNGEST_EVENT_KEY: text.optional(),
  INNGEST_SIGNING_KEY: text.optional(),
  REGION: text
    .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'must be lower-case letters, digits and dashes')
    .default('local'),
  CANARY_TARGETS: text
    .transform((value) => (value === 'none' ? [] : value.split(/[\s,]+/).filter((part) => part !== '')))
    .refine(
      (parts) => parts.every((part) => parseCanaryTarget(part) !== null),
      'must be none, or host:port pairs, separated by commas',
    )
    .default(['1.1.1.1:443', '8.8.8.8:443', '9.9.9.9:443']),
  RETENTION_RAW_DAYS: whole(90, 1, 3650),
  PING_BODY_LIMIT: whole(100_000, 0, 1_000_000),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  LOG_FORMAT: z.enum(['auto', 'pretty', 'json']).default('auto'),
  WEB_PORT: port(3001),
  WEB_URL: httpUrl.optional(),
  WORKER_PORT: port(3002),
  WORKER_URL: httpUrl.optional(),
  ENGINE_PORT: port(3003),
  STILLUP_EMBEDDED_ENGINE: flag.optional(),
  STILLUP_DEMO: flag.default(false),
  STILLUP_DEMO_VENDORS_PORT: port(3004),
});

type Source = Readonly<Record<string, string | undefined>>;

export class EnvError extends Error {
  override readonly name = 'EnvError';
  /** One line per fault, each naming its variable and the remedy. */
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
    this.faults = faults;
  }
}

export type Env = ReturnType<typeof shape> & {
  /** Where vendors of channels are reached, by their names: `TELEGRAM_BASE_URL` as `telegram`. */
  vendorBaseUrls: Readonly<Record<string, string>>;
};
/** What a process has once its database and its secret are known. */
export type ReadyEnv = Env & { databaseUrl: string; appSecret: string };

/** @throws EnvError with every fault at once. An empty variable counts as unset. */
export function readEnv(source: Source = process.env): Readonly<Env> {
  const set = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const parsed = schema.safeParse(set);
  if (!parsed.success) throw new EnvError(parsed.error.issues.map(explain));
  const faults = crossCheck(parsed.data);
  if (faults.length > 0) throw new EnvError(faults);
  const vendors = readVendorUrls(set);
  if (vendors.faults.length > 0) throw new EnvError(vendors.faults);
  return Object.freeze({ ...shape(parsed.data), vendorBaseUrls: vendors.urls });
}

let cached: Readonly<ReadyEnv> | undefined;

/** The environment of this process, read at first use, so that a build needs no variables. */
export function env(): Readonly<ReadyEnv> {
  cached ??= requireReady(readEnv());
  return cached;
}

/** For programs that find the database and the secret of an install themselves, before anything asks for `env()`. */
export function settleEnv(value: Readonly<Env>, found: { databaseUrl: string; appSecret: string }): void {
  cached = Object.freeze({ ...value, ...found });
}

/** For processes we start: everything we were given, and what was found out since. */
export function childEnvironment(additions: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return { ...process.env, ...additions };
}

/** next-auth learns its address from the environment alone; without it, it would take it from the Host header. */
export function tellNextAuth(appUrl: string): void {
  process.env['NEXTAUTH_URL'] = appUrl;
}

/** Whether `npm run` stands between us and who started us. */
export function isRunByNpm(): boolean {
  return process.env['npm_lifecycle_event'] !== undefined;
}

/** @throws EnvError when the database or the secret is still unknown. */
export function requireReady(value: Readonly<Env>): Readonly<ReadyEnv> {
  const { databaseUrl, appSecret } = value;
  if (databaseUrl === null) {
    throw new EnvError([
      'DATABASE_URL is not set: set it, or use `npm start`, which brings a database along.',
    ]);
  }
  if (appSecret === null) throw new EnvError([secretMissing]);
  return Object.freeze({ ...value, databaseUrl, appSecret });
}

const secretMissing =
  'APP_SECRET is not set: with DATABASE_URL it must be given; `openssl rand -base64 32` makes one. Keep it: it encrypts stored secrets.';

function shape(data: z.output<typeof schema>) {
  const isLocal = ['127.0.0.1', '0.0.0.0', '::', '::1', 'localhost'].includes(data.HOST);
  return {
    isProduction: data.NODE_ENV === 'production',
    port: data.PORT,
    host: data.HOST,
    appUrl: new URL(data.APP_URL ?? `http://${isLocal ? 'localhost' : hostInUrl(data.HOST)}:${data.PORT}`)
      .origin,
    appSecret: data.APP_SECRET ?? null,
    /** Secrets of before: what was sealed with them still opens. */
    previousAppSecrets: data.APP_SECRET_PREVIOUS,
    dataDir: data.DATA_DIR,
    databaseUrl: data.DATABASE_URL ?? null,
    databasePoolMax: data.DATABASE_POOL_MAX,
    signup: data.SIGNUP,
    privateTargets: data.PRIVATE_TARGETS ?? (data.SIGNUP === 'open' ? 'deny' : 'allow'),
    trustedProxies: data.TRUSTED_PROXIES,
    resendApiKey: data.RESEND_API_KEY ?? null,
    resendWebhookSecret: data.RESEND_WEBHOOK_SECRET ?? null,
    resendBaseUrl: data.RESEND_BASE_URL,
    smtpUrl: data.SMTP_URL ?? null,
    github: toOAuthClient(data.GITHUB_CLIENT_ID, data.GITHUB_CLIENT_SECRET),
    google: toOAuthClient(data.GOOGLE_CLIENT_ID, data.GOOGLE_CLIENT_SECRET),
    mailFrom: data.MAIL_FROM,
    inngest: {
      baseUrl: data.INNGEST_BASE_URL ?? null,
      dev: data.INNGEST_DEV ?? null,
      eventKey: data.INNGEST_EVENT_KEY ?? null,
      signingKey: data.INNGEST_SIGNING_KEY ?? null,
    },
    /** The supervisor tells its children explicitly, for it gives them the embedded engine's address as Inngest's. */
    isEngineEmbedded: data.STILLUP_EMBEDDED_ENGINE ?? !namesInngest(data),
    region: data.REGION,
    canaryTargets: data.CANARY_TARGETS.flatMap((target) => parseCanaryTarget(target) ?? []),
    retentionRawDays: data.RETENTION_RAW_DAYS,
    pingBodyLimitBytes: data.PING_BODY_LIMIT,
    logLevel: data.LOG_LEVEL,
    logFormat: data.LOG_FORMAT,
    webPort: data.WEB_PORT,
    webUrl: data.WEB_URL ?? `http://127.0.0.1:${data.WEB_PORT}`,
    workerPort: data.WORKER_PORT,
    workerUrl: data.WORKER_URL ?? `http://127.0.0.1:${data.WORKER_PORT}`,
    enginePort: data.ENGINE_PORT,
    isDemo: data.STILLUP_DEMO,
    /** Where the demo's stand-ins for the vendors of channels listen. */
    demoVendorsPort: data.STILLUP_DEMO_VENDORS_PORT,
  };
}

const ownBaseUrls = new Set(['INNGEST_BASE_URL', 'RESEND_BASE_URL']);

/** For proxies, and for tests against a server that speaks a vendor's contract. */
function readVendorUrls(set: Source): { urls: Record<string, string>; faults: string[] } {
  const urls: Record<string, string> = {};
  const faults: string[] = [];
  for (const [name, value = ''] of Object.entries(set)) {
    const vendor = /^([A-Z][A-Z0-9_]*)_BASE_URL$/.exec(name)?.[1];
    if (vendor === undefined || ownBaseUrls.has(name)) continue;
    if (hasProtocol(value.trim(), ['http:', 'https:'])) urls[vendor.toLowerCase()] = value.trim();
    else faults.push(`${name} must be an http(s) URL.`);
  }
  return { urls, faults };
}

function toOAuthClient(
  clientId: string | undefined,
  clientSecret: string | undefined,
): { clientId: string; clientSecret: string } | null {
  return clientId === undefined || clientSecret === undefined ? null : { clientId, clientSecret };
}

function crossCheck(data: z.output<typeof schema>): string[] {
  const faults: string[] = [];
  if (data.DATABASE_URL !== undefined && data.APP_SECRET === undefined) faults.push(secretMissing);
  for (const provider of ['GITHUB', 'GOOGLE'] as const) {
    const [id, secret] = [`${provider}_CLIENT_ID`, `${provider}_CLIENT_SECRET`] as const;
    if ((data[id] === undefined) === (data[secret] === undefined)) continue;
    const [missing, given] = data[id] === undefined ? [id, secret] : [secret, id];
    faults.push(`${missing} is not set: ${given} needs it.`);
  }
  const isDev = data.INNGEST_DEV !== undefined && !['0', 'false'].includes(data.INNGEST_DEV);
  if (namesInngest(data) && !isDev) {
    if (data.INNGEST_EVENT_KEY === undefined) {
      faults.push(
        'INNGEST_EVENT_KEY is not set: an Inngest server needs it together with INNGEST_SIGNING_KEY.',
      );
    }
    if (data.INNGEST_SIGNING_KEY === undefined) {
      faults.push(
        'INNGEST_SIGNING_KEY is not set: an Inngest server needs it together with INNGEST_EVENT_KEY.',
      );
    }
  }
  return faults;
}

function namesInngest(data: z.output<typeof schema>): boolean {
  return [data.INNGEST_BASE_URL, data.INNGEST_DEV, data.INNGEST_EVENT_KEY, data.INNGEST_SIGNING_KEY].some(
    (value) => value !== undefined,
  );
}

function explain(issue: z.core.$ZodIssue): string {
  const name = issue.path.join('.');
  if (issue.code === 'invalid_value') return `${name} must be one of: ${issue.values.join(', ')}.`;
  if (issue.code === 'too_small' && issue.origin === 'number')
    return `${name} must be at least ${issue.minimum}.`;
  if (issue.code === 'too_big' && issue.origin === 'number')
    return `${name} must be at most ${issue.maximum}.`;
  if (issue.code === 'too_big') return `${name} is longer than ${issue.maximum} characters.`;
  return `${name} ${issue.message}.`;
}

function hasProtocol(value: string, protocols: readonly string[]): boolean {
  return URL.canParse(value) && protocols.includes(new URL(value).protocol);
}

function isOrigin(value: string): boolean {
  if (!URL.canParse(value)) return true;
  const url = new URL(value);
  return url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '';
}

function isAddressOrRange(value: string): boolean {
  return value.includes('/') ? ipaddr.isValidCIDR(value) : ipaddr.isValid(value);
}

function hostInUrl(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}
