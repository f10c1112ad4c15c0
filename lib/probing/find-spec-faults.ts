import { RE2JS } from 're2js';
import type { FieldError } from '@/lib/core/errors';
import { checkTarget, type GuardPolicy } from '@/lib/net/guard';
import type { Assertion, MonitorSpec } from '@/lib/probing/schema';

/**
 * What the shape alone cannot say of a spec: whether the guard lets its target pass, and whether its patterns are
 * ones that the linear-time engine takes. Pointers are relative to the spec.
 */
export function findSpecFaults({ spec }: MonitorSpec, policy: GuardPolicy): FieldError[] {
  const target = checkTarget(spec.url, policy);
  const targetFaults = target.ok ? [] : [{ pointer: '/url', code: target.reason, detail: target.message }];
  return [...targetFaults, ...spec.assertions.flatMap(findPatternFaults)];
}

function findPatternFaults({ comparison, target }: Assertion, index: number): FieldError[] {
  if (comparison !== 'matches' || typeof target !== 'string') return [];
  try {
    RE2JS.compile(target);
    return [];
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'not a pattern';
    return [
      {
        pointer: `/assertions/${index}/target`,
        code: 'invalid_pattern',
        detail: `is no RE2 pattern: ${reason}`,
      },
    ];
  }
}
