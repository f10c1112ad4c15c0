import { isInternalName } from '@/lib/net/rules/forbidden-names';

/** Why a normalised name cannot be a page's own, in words; null where it can. `ownHost`: where Stillup itself is. */
export function refuseHostname(hostname: string, ownHost: string): string | null {
  if (hostname === ownHost)
    return 'is where Stillup itself is; give a page another name, such as status.example.com';
  if (isInternalName(hostname) || hostname.endsWith('.arpa')) return 'is not a name of the public DNS';
  return null;
}
