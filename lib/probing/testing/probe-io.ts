import type { GuardPolicy } from '@/lib/net/guard';
import type { Resolve } from '@/lib/net/resolve';
import type { ProbeIo } from '@/lib/probing/probe';
import { createProbeIo } from '@/lib/probing/run-check';
import { type HttpSpec, type HttpSpecInput, httpSpec } from '@/lib/probing/schema';

export const allowPolicy: GuardPolicy = { privateTargets: 'allow', ownHosts: [] };
export const denyPolicy: GuardPolicy = { privateTargets: 'deny', ownHosts: [] };

/** Every name leads to this machine. */
export const resolveToHere: Resolve = async () => ({
  ok: true,
  addresses: [{ address: '127.0.0.1', family: 4 }],
});

export function testIo(overrides: Partial<ProbeIo> = {}): ProbeIo {
  const policy = overrides.policy ?? allowPolicy;
  return { ...createProbeIo({ policy, userAgent: 'Stillup/test', resolve: resolveToHere }), ...overrides };
}

export function specOf(input: HttpSpecInput): HttpSpec {
  return httpSpec.parse(input);
}
