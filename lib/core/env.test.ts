import { expect, test } from 'vitest';
import { EnvError, readEnv, requireReady } from '@/lib/core/env';

function faultsOf(source: Record<string, string>): readonly string[] {
  try {
    readEnv(source);
    return [];
  } catch (error) {
    if (error instanceof EnvError) return error.faults;
    throw error;
  }
}

const secret = 'x'.repeat(32);
const database = 'postgres://u:p@db.example.com/stillup';

test('without any variable it is an all-in-one install on this machine', () => {
  expect(readEnv({})).toMatchObject({
    port: 3000,
    host: '127.0.0.1',
    appUrl: 'http://localhost:3000',
    dataDir: '.data',
    databaseUrl: null,
    signup: 'invite',
    region: 'local',
    retentionRawDays: 90,
    isEngineEmbedded: true,
    trustedProxies: [],
  });
});

test('an empty variable counts as unset', () => {
  expect(readEnv({ PORT: '', DATABASE_URL: ' ' })).toMatchObject({ port: 3000, databaseUrl: null });
});

test.each([
  [{}, 'allow'],
  [{ SIGNUP: 'open' }, 'deny'],
  [{ SIGNUP: 'open', PRIVATE_TARGETS: 'allow' }, 'allow'],
  [{ PRIVATE_TARGETS: 'deny' }, 'deny'],
] as const)('private targets follow sign-up unless said otherwise: %o gives %s', (source, expected) => {
  expect(readEnv(source).privateTargets).toBe(expected);
});

test.each([
  [{ PORT: 'http' }, /^PORT must be a port number/],
  [{ PORT: '70000' }, /^PORT must be at most 65535/],
  [{ PORT: '80.5' }, /^PORT must be a whole number/],
  [{ APP_URL: 'example.com' }, /^APP_URL must be an http\(s\) URL/],
  [{ APP_URL: 'https://example.com/status' }, /^APP_URL must have no path/],
  [{ APP_SECRET: 'short' }, /^APP_SECRET must have at least 32 characters; `openssl rand/],
  [{ DATABASE_URL: 'mysql://x/y', APP_SECRET: secret }, /^DATABASE_URL must be a postgres:\/\/ URL/],
  [{ DATABASE_URL: database }, /^APP_SECRET is not set: .*openssl rand/],
  [{ SIGNUP: 'maybe' }, /^SIGNUP must be one of: invite, open/],
  [{ PRIVATE_TARGETS: 'yes' }, /^PRIVATE_TARGETS must be one of: allow, deny/],
  [{ TRUSTED_PROXIES: '10.0.0.0/8, proxy' }, /^TRUSTED_PROXIES must be addresses or CIDR ranges/],
  [{ SMTP_URL: 'mail.example.com' }, /^SMTP_URL must be an smtp:\/\//],
  [{ MAIL_FROM: 'nobody' }, /^MAIL_FROM must be an address/],
  [{ MAIL_FROM: 'a@b.c\r\nBcc: x@y.z' }, /^MAIL_FROM must be an address/],
  [{ REGION: 'EU West' }, /^REGION must be lower-case letters/],
  [{ RETENTION_RAW_DAYS: '0' }, /^RETENTION_RAW_DAYS must be at least 1/],
  [{ PING_BODY_LIMIT: '1000001' }, /^PING_BODY_LIMIT must be at most 1000000/],
  [{ INNGEST_DEV: 'yes' }, /^INNGEST_DEV must be 0, 1, or the URL/],
  [
    { INNGEST_BASE_URL: 'https://inngest.example.com', INNGEST_EVENT_KEY: 'k' },
    /^INNGEST_SIGNING_KEY is not set/,
  ],
])('%o is one line that names the variable and the remedy', (source, line) => {
  const faults = faultsOf(source as unknown as Record<string, string>);
  expect(faults).toHaveLength(1);
  expect(faults[0]).toMatch(line);
  expect(faults[0]).not.toContain('\n');
});

test('all faults are told at once', () => {
  expect(faultsOf({ PORT: 'x', SIGNUP: 'x', REGION: '?' })).toHaveLength(3);
});

test('naming an Inngest server turns the embedded engine off', () => {
  expect(readEnv({ INNGEST_DEV: '1' }).isEngineEmbedded).toBe(false);
  expect(readEnv({ INNGEST_EVENT_KEY: 'k', INNGEST_SIGNING_KEY: 'signkey-x' }).isEngineEmbedded).toBe(false);
});

test('the address is that of the machine, with brackets where IPv6 needs them', () => {
  expect(readEnv({ HOST: '0.0.0.0', PORT: '8080' }).appUrl).toBe('http://localhost:8080');
  expect(readEnv({ HOST: '2001:db8::1' }).appUrl).toBe('http://[2001:db8::1]:3000');
  expect(readEnv({ APP_URL: 'https://status.example.com/' }).appUrl).toBe('https://status.example.com');
});

test('a process that needs the database and the secret says which is missing', () => {
  expect(() => requireReady(readEnv({}))).toThrow(/^DATABASE_URL is not set/);
  expect(requireReady(readEnv({ DATABASE_URL: database, APP_SECRET: secret }))).toMatchObject({
    databaseUrl: database,
  });
});

test('what was read cannot be changed', () => {
  expect(Object.isFrozen(readEnv({}))).toBe(true);
});

test('canary targets are host and port, IPv6 in brackets, or none', () => {
  const targets = (CANARY_TARGETS: string) => readEnv({ CANARY_TARGETS }).canaryTargets;
  expect(readEnv({}).canaryTargets).toHaveLength(3);
  expect(targets('none')).toEqual([]);
  expect(targets('gateway.lan:53, [2606:4700::1111]:443')).toEqual([
    { host: 'gateway.lan', port: 53 },
    { host: '2606:4700::1111', port: 443 },
  ]);
  for (const wrong of ['1.1.1.1', 'host:0', 'host:70000', 'http://x:1', '2606:4700::1111:443']) {
    expect(faultsOf({ CANARY_TARGETS: wrong })).toEqual([
      'CANARY_TARGETS must be none, or host:port pairs, separated by commas.',
    ]);
  }
});
