import type { PingAction } from '@/lib/heartbeats/constants';

export type ActionOptions = {
  postOnly: boolean;
  /** Words to look for in the body, as they are written; failure goes before success, success before start. */
  filters: { failure: readonly string[]; success: readonly string[]; start: readonly string[] };
};

type Ping = { action: PingAction; method: string };

/** What a ping means for its monitor. Words in its body say more than its URL. */
export function decideAction(
  ping: Ping,
  readBody: () => string,
  { postOnly, filters }: ActionOptions,
): { action: PingAction; isIgnored: boolean } {
  if (postOnly && ping.method !== 'POST') return { action: ping.action, isIgnored: true };
  const { failure, success, start } = filters;
  if (failure.length + success.length + start.length === 0) return { action: ping.action, isIgnored: false };
  const body = readBody();
  const has = (words: readonly string[]) => words.some((word) => body.includes(word));
  if (has(failure)) return { action: 'fail', isIgnored: false };
  if (has(success)) return { action: 'success', isIgnored: false };
  return { action: has(start) ? 'start' : ping.action, isIgnored: false };
}
