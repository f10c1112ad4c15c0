import type { GuardPolicy } from '@/lib/net/guard';
import { type GuardedAnswer, type GuardedRequest, guardedRequest } from '@/lib/net/guarded-request';

/** One guarded request, with its policy settled. Not being reached is a result. */
export type CallHttp = (request: Omit<GuardedRequest, 'policy' | 'resolve'>) => Promise<GuardedAnswer>;

export function createCall(policy: GuardPolicy): CallHttp {
  return (request) => guardedRequest({ ...request, policy });
}

/** For addresses that the operator has set and no user can: they may stand in the own network. */
export const operatorPolicy: GuardPolicy = { privateTargets: 'allow', ownHosts: [] };
