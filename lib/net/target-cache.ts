import { checkTarget, type GuardPolicy } from '@/lib/net/guard';
import type { ParsedTarget } from '@/lib/net/rules/parse-target';

const maxTargets = 20_000;

/**
 * `checkTarget`, remembered: the same URLs are checked every minute, and the answer depends on nothing but the
 * URL and the policy. No name is resolved here, so nothing can go stale.
 */
export function createTargetCache(policy: GuardPolicy): (url: string) => ParsedTarget {
  let fresh = new Map<string, ParsedTarget>();
  let old = new Map<string, ParsedTarget>();
  return (url) => {
    const known = fresh.get(url);
    if (known !== undefined) return known;
    const parsed = old.get(url) ?? checkTarget(url, policy);
    // Two generations stand in for a least-recently-used list without its cost at every hit.
    if (fresh.size >= maxTargets / 2) {
      old = fresh;
      fresh = new Map();
    }
    fresh.set(url, parsed);
    return parsed;
  };
}
