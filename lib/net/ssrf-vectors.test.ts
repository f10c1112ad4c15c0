import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type GuardPolicy, pinTarget } from '@/lib/net/guard';
import type { Resolve } from '@/lib/net/resolve';

const deny: GuardPolicy = { privateTargets: 'deny', ownHosts: [] };
const file = path.join(import.meta.dirname, 'testdata/ssrf-vectors.txt');
const vectors = readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => /^(allow|refuse) /.test(line))
  .map((line) => ({ verdict: line.slice(0, line.indexOf(' ')), url: line.slice(line.indexOf(' ') + 1) }));

/** As the head of the vectors' file describes it. */
const stub: Resolve = async (hostname) => {
  const v4 = (address: string) => ({ ok: true as const, addresses: [{ address, family: 4 as const }] });
  if (['localtest.me', 'lvh.me', 'vcap.me'].includes(hostname)) return v4('127.0.0.1');
  if (/\.(nip|sslip)\.io$/.test(hostname)) {
    const dotted = /(\d{1,3})[.-](\d{1,3})[.-](\d{1,3})[.-](\d{1,3})\./.exec(hostname);
    if (dotted !== null) return v4(dotted.slice(1, 5).join('.'));
    const hex = /^([0-9a-f]{8})\./.exec(hostname)?.[1] ?? '';
    return v4((hex.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16)).join('.'));
  }
  return v4('93.184.216.34');
};

describe('every vector of server-side request forgery gets its verdict', () => {
  test('there are vectors of both kinds', () => {
    expect(vectors.filter(({ verdict }) => verdict === 'allow').length).toBeGreaterThan(30);
    expect(vectors.filter(({ verdict }) => verdict === 'refuse').length).toBeGreaterThan(120);
  });

  test.each(vectors)('$verdict $url', async ({ verdict, url }) => {
    const pinned = await pinTarget(url, deny, stub, 1000);
    expect(pinned.ok ? 'allow' : 'refuse').toBe(verdict);
    if (!pinned.ok) expect(pinned.reason).not.toBe('dns');
  });
});
