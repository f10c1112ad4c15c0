/** `until`: the end of a secret that was replaced; null for the one in use. The newest first. */
export type SigningSecret = { secret: string; until: string | null };

/** Both sign while receivers change over. */
export const rotationOverlapMs = 24 * 60 * 60 * 1000;

export function rotateSecrets(secrets: readonly SigningSecret[], next: string, now: Date): SigningSecret[] {
  const until = new Date(now.getTime() + rotationOverlapMs).toISOString();
  const previous = liveSecrets(secrets, now)[0];
  return [{ secret: next, until: null }, ...(previous === undefined ? [] : [{ secret: previous, until }])];
}

export function liveSecrets(secrets: readonly SigningSecret[], now: Date): string[] {
  return secrets
    .filter(({ until }) => until === null || Date.parse(until) > now.getTime())
    .map(({ secret }) => secret);
}
