import dns from 'node:dns';
import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import type { ResolutionFault } from '@/lib/net/constants';
import type { GuardPolicy } from '@/lib/net/guard';
import { isInternalName } from '@/lib/net/rules/forbidden-names';
import { parseHosts } from '@/lib/net/rules/parse-hosts';
import type { PinnedAddress } from '@/lib/net/rules/parse-target';

export type Resolution =
  | { ok: true; addresses: readonly PinnedAddress[] }
  | { ok: false; code: ResolutionFault; message: string };

/** A and AAAA of one name, asked anew each time. Never rejects. */
export type Resolve = (
  hostname: string,
  options: { timeoutMs: number; policy: GuardPolicy },
) => Promise<Resolution>;

/** More answers than this are an attack or a fault; nobody publishes so many addresses for one name. */
const maxAnswers = 64;
const hostsFile = '/etc/hosts';
const hostsMaxAgeMs = 5000;
/** getaddrinfo blocks a thread of the pool of four for as long as it waits, so at most two may. */
const maxSystemLookups = 2;

type Family = 4 | 6;
type FamilyAnswer = { addresses: PinnedAddress[]; code: string | null };
export type ResolverOptions = {
  /** `ip:port` of name servers in place of the system's own. */
  servers?: readonly string[];
  /** Silence of one server before it is asked again. */
  queryTimeoutMs?: number;
};

/**
 * A resolver over c-ares, which holds no thread while it waits and keeps no cache. Under `allow` the names that
 * only this machine or its network knows are found as well: the hosts file, container names, search domains.
 */
export function createResolver(options: ResolverOptions = {}): Resolve {
  const resolver = new dns.Resolver({ timeout: options.queryTimeoutMs ?? 2000, tries: 3 });
  if (options.servers !== undefined) resolver.setServers(options.servers);
  const hosts = createHostsReader();
  const systemLookup = createSystemLookup();

  return async (hostname, { timeoutMs, policy }) => {
    const isPrivateAllowed = policy.privateTargets === 'allow';
    if (isPrivateAllowed) {
      if (hostname === 'localhost' || hostname.endsWith('.localhost'))
        return { ok: true, addresses: loopback };
      const known = (await hosts()).get(hostname);
      if (known !== undefined) return { ok: true, addresses: known };
    }
    const resolution = await withDeadline(queryBoth(resolver, hostname), timeoutMs);
    if (resolution.ok || !isPrivateAllowed || !isInternalName(hostname)) return resolution;
    if (resolution.code === 'timeout') return resolution;
    return withDeadline(systemLookup(hostname), timeoutMs);
  };
}

const loopback: readonly PinnedAddress[] = [
  { address: '127.0.0.1', family: 4 },
  { address: '::1', family: 6 },
];

const timedOut: Resolution = {
  ok: false,
  code: 'timeout',
  message: 'The name servers did not answer in time.',
};

function withDeadline(answer: Promise<Resolution>, timeoutMs: number): Promise<Resolution> {
  return new Promise((done) => {
    const timer = setTimeout(done, timeoutMs, timedOut);
    void answer.then((resolution) => {
      clearTimeout(timer);
      done(resolution);
    });
  });
}

async function queryBoth(resolver: dns.Resolver, hostname: string): Promise<Resolution> {
  const [six, four] = await Promise.all([query(resolver, hostname, 6), query(resolver, hostname, 4)]);
  const addresses = [...six.addresses, ...four.addresses];
  if (addresses.length > maxAnswers) {
    return { ok: false, code: 'failure', message: `${hostname} has ${addresses.length} addresses.` };
  }
  if (addresses.length > 0) return { ok: true, addresses };
  return faultOf(hostname, four.code ?? six.code ?? 'ENODATA', six.code);
}

function query(resolver: dns.Resolver, hostname: string, family: Family): Promise<FamilyAnswer> {
  return new Promise((done) => {
    const answer = (error: NodeJS.ErrnoException | null, found: string[] | undefined) => {
      if (error !== null) return done({ addresses: [], code: error.code ?? 'UNKNOWN' });
      const addresses = (found ?? []).filter((address) => isIP(address) === family);
      done({ addresses: addresses.map((address) => ({ address, family })), code: null });
    };
    if (family === 4) resolver.resolve4(hostname, answer);
    else resolver.resolve6(hostname, answer);
  });
}

function faultOf(hostname: string, code: string, otherCode: string | null): Resolution {
  const fault = (word: ResolutionFault, message: string): Resolution => ({ ok: false, code: word, message });
  switch (code) {
    case 'ENOTFOUND':
      return fault('nxdomain', `${hostname} does not exist (NXDOMAIN).`);
    case 'ENODATA':
      if (otherCode !== null && otherCode !== 'ENODATA') return faultOf(hostname, otherCode, null);
      return fault('no_address', `${hostname} exists but has neither an A nor an AAAA record.`);
    case 'ESERVFAIL':
      return fault('servfail', `The name server failed for ${hostname} (SERVFAIL).`);
    case 'ETIMEOUT':
    case 'ECANCELLED':
      return timedOut;
    default:
      return fault('failure', `${hostname} could not be resolved (${code}).`);
  }
}

function createHostsReader(): () => Promise<Map<string, PinnedAddress[]>> {
  let readAtMs = Number.NEGATIVE_INFINITY;
  let hosts: Promise<Map<string, PinnedAddress[]>> = Promise.resolve(new Map());
  return () => {
    const nowMs = performance.now();
    if (nowMs - readAtMs > hostsMaxAgeMs) {
      readAtMs = nowMs;
      hosts = readFile(hostsFile, 'utf8').then(parseHosts, () => new Map());
    }
    return hosts;
  };
}

function createSystemLookup(): (hostname: string) => Promise<Resolution> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (hostname) => {
    if (running < maxSystemLookups) running += 1;
    else await new Promise<void>((start) => waiting.push(start));
    try {
      const found = await dns.promises.lookup(hostname, { all: true });
      const addresses = found.map(
        ({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }) as const,
      );
      return { ok: true, addresses };
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN';
      return faultOf(hostname, code, null);
    } finally {
      // A waiting lookup inherits the place, so that nobody slips in between.
      const start = waiting.shift();
      if (start === undefined) running -= 1;
      else start();
    }
  };
}
