/** Where a job calls. `appUrl` is an origin, without a slash at its end. */
export function pingUrl(appUrl: string, pingUuid: string): string {
  return `${appUrl}/ping/${pingUuid}`;
}
