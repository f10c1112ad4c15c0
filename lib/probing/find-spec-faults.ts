import type { FieldError } from '@/lib/core/errors';
import { checkTarget, type GuardPolicy, pinTarget } from '@/lib/net/guard';
import type { Resolve } from '@/lib/net/resolve';
import { compilePattern } from '@/lib/probing/rules/evaluate-assertion';
import type { HttpSpec, MonitorSpec } from '@/lib/probing/schema';

export type SpecChecks = { policy: GuardPolicy; resolve: Resolve };

/** How long a save waits for a name server before it lets the monitor through to be judged by its checks. */
const resolveTimeoutMs = 2000;

/**
 * What the schema cannot see, asked on save: the guard's word on the target, names resolved, and whether patterns
 * are ones that RE2 can run. Pointers begin at the monitor. A name that does not resolve is no fault here.
 */
export async function findSpecFaults(monitor: MonitorSpec, checks: SpecChecks): Promise<FieldError[]> {
  switch (monitor.type) {
    case 'http':
      return [...(await findTargetFaults(monitor.spec, checks)), ...findAssertionFaults(monitor.spec)];
  }
}

async function findTargetFaults(spec: HttpSpec, { policy, resolve }: SpecChecks): Promise<FieldError[]> {
  const fault = (detail: string) => [{ pointer: '/spec/url', code: 'blocked_target', detail }];
  const checked = checkTarget(spec.url, policy);
  if (!checked.ok) return fault(checked.message);
  if (policy.privateTargets === 'allow') return [];
  const pinned = await pinTarget(spec.url, policy, resolve, resolveTimeoutMs);
  return pinned.ok || pinned.reason === 'dns' ? [] : fault(pinned.message);
}

function findAssertionFaults(spec: HttpSpec): FieldError[] {
  return spec.assertions.flatMap((assertion, index) => {
    const { comparison, target } = assertion;
    if (comparison !== 'matches' || compilePattern(String(target)) !== null) return [];
    const pointer = `/spec/assertions/${index}/target`;
    const detail =
      'This is not a pattern that RE2 understands (no look-around, no back-references), or it is too large.';
    return [{ pointer, code: 'invalid_pattern', detail }];
  });
}
