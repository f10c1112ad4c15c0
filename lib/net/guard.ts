import type { Resolution, Resolve } from '@/lib/net/resolve';
import { classifyAddress } from '@/lib/net/rules/classify-address';
import { isBadPort, isInternalName, isMetadataName } from '@/lib/net/rules/forbidden-names';
import {
  type ParsedTarget,
  type PinnedAddress,
  parseTarget,
  type Refusal,
  refuse,
  type Target,
} from '@/lib/net/rules/parse-target';

/** `ownHosts`: the names we answer on ourselves, in lower case; they are refused under `deny`. */
export type GuardPolicy = { privateTargets: 'allow' | 'deny'; ownHosts: readonly string[] };

export type PinnedTarget =
  | { ok: true; target: Target; addresses: readonly PinnedAddress[] }
  | Refusal
  | { ok: false; reason: 'dns'; code: Extract<Resolution, { ok: false }>['code']; message: string };

/** All that can be said of a URL before its name is resolved: on save, and again before every dial. */
export function checkTarget(raw: string, policy: GuardPolicy): ParsedTarget {
  const parsed = parseTarget(raw);
  if (!parsed.ok) return parsed;
  const { target } = parsed;
  const refusal =
    target.literal === null ? checkName(target, policy) : checkAddress(target.literal.address, policy);
  if (refusal !== null) return refusal;
  if (policy.privateTargets === 'deny' && isBadPort(target.port)) {
    return refuse('port', `Port ${target.port} belongs to another protocol and is not requested by http.`);
  }
  return parsed;
}

export function checkAddress(address: string, policy: GuardPolicy): Refusal | null {
  const kind = classifyAddress(address);
  if (kind === 'public') return null;
  if (kind === 'metadata') return refuse('metadata_address', `${address} is a cloud metadata address.`);
  if (kind === 'invalid') return refuse('malformed', `${address} is not an address.`);
  if (policy.privateTargets === 'allow') return null;
  return refuse('private_address', `${address} is not a public address.`);
}

function checkName(target: Target, policy: GuardPolicy): Refusal | null {
  const { hostname } = target;
  if (isMetadataName(hostname)) return refuse('metadata_address', `${hostname} is a cloud metadata host.`);
  if (policy.privateTargets === 'allow') return null;
  if (policy.ownHosts.includes(hostname)) return refuse('own_host', `${hostname} is this service itself.`);
  if (isInternalName(hostname)) return refuse('internal_name', `${hostname} is not a public name.`);
  return null;
}

/** Refused when any of the answers is, since an attacker needs only one of them to be dialled. */
export function checkAddresses(addresses: readonly PinnedAddress[], policy: GuardPolicy): Refusal | null {
  for (const { address } of addresses) {
    const refusal = checkAddress(address, policy);
    if (refusal !== null) return refusal;
  }
  return null;
}

/** Guard, resolve, guard again: the addresses given back are the only ones that may be dialled. */
export async function pinTarget(
  raw: string,
  policy: GuardPolicy,
  resolve: Resolve,
  timeoutMs: number,
): Promise<PinnedTarget> {
  const checked = checkTarget(raw, policy);
  if (!checked.ok) return checked;
  const { target } = checked;
  if (target.literal !== null) return { ok: true, target, addresses: [target.literal] };
  const resolution = await resolve(target.hostname, { timeoutMs, policy });
  if (!resolution.ok) return { ok: false, reason: 'dns', code: resolution.code, message: resolution.message };
  const refusal = checkAddresses(resolution.addresses, policy);
  return refusal ?? { ok: true, target, addresses: resolution.addresses };
}
