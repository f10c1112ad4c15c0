import { type BadgeTokens, createBadgeTokens } from '@/lib/badges/badge-tokens';
import { env } from '@/lib/core/env';

let made: { secret: string; tokens: BadgeTokens } | undefined;

/** With the secrets of this process. */
export function badgeTokens(): BadgeTokens {
  const { appSecret, previousAppSecrets } = env();
  if (made?.secret !== appSecret)
    made = { secret: appSecret, tokens: createBadgeTokens(appSecret, previousAppSecrets) };
  return made.tokens;
}

/**
 * Where the badge of a monitor is, without an ending: `.svg` for the picture, `.json` for shields.io. Whoever is told
 * it sees the name and the state; so tell it only to those who may read the monitor.
 */
export function badgeAddress(monitorId: string): string {
  return `${env().appUrl}/badge/${badgeTokens().make(monitorId)}`;
}
