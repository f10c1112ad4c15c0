import { Resolver } from 'node:dns/promises';

/** `none`: DNS says for certain that there is nothing. `unknown`: nobody knows, for a server failed or said nothing. */
export type Lookup =
  | { kind: 'found'; values: readonly string[] }
  | { kind: 'none' }
  | { kind: 'unknown'; words: string };

/** Asks DNS itself, anew each time: no hosts file, no search domains, no cache of ours. Never rejects. */
export type RecordResolver = {
  txt: (name: string) => Promise<Lookup>;
  cname: (name: string) => Promise<Lookup>;
  /** Of either family. */
  addresses: (name: string) => Promise<Lookup>;
};

const maxValues = 100;

/** `servers`: `ip:port` in place of the system's own. */
export function createRecordResolver(
  options: { servers?: readonly string[]; queryTimeoutMs?: number } = {},
): RecordResolver {
  const resolver = new Resolver({ timeout: options.queryTimeoutMs ?? 2000, tries: 3 });
  if (options.servers !== undefined) resolver.setServers(options.servers);
  return {
    txt: (name) => look(name, async () => (await resolver.resolveTxt(name)).map((chunks) => chunks.join(''))),
    cname: (name) =>
      look(name, async () => (await resolver.resolveCname(name)).map((target) => target.toLowerCase())),
    addresses: async (name) => {
      const four = await look(name, () => resolver.resolve4(name));
      const six = await look(name, () => resolver.resolve6(name));
      if (four.kind !== 'found') return six.kind === 'none' ? four : six;
      return six.kind === 'found' ? { kind: 'found', values: [...four.values, ...six.values] } : four;
    },
  };
}

let cached: RecordResolver | undefined;

/** One for the process, as its servers are read once. */
export function productRecordResolver(): RecordResolver {
  cached ??= createRecordResolver();
  return cached;
}

async function look(name: string, ask: () => Promise<string[]>): Promise<Lookup> {
  try {
    return { kind: 'found', values: (await ask()).slice(0, maxValues) };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN';
    switch (code) {
      case 'ENOTFOUND':
      case 'ENODATA':
        return { kind: 'none' };
      case 'ETIMEOUT':
        return { kind: 'unknown', words: `The name servers did not answer for ${name} in time.` };
      case 'ESERVFAIL':
        return { kind: 'unknown', words: `The name servers failed for ${name} (SERVFAIL).` };
      default:
        return { kind: 'unknown', words: `${name} could not be looked up (${code}).` };
    }
  }
}
