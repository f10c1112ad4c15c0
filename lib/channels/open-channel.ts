import { openSecrets } from '@/lib/channels/internal/sealed-secrets';
import type { StoredChannel } from '@/lib/channels/queries';
import { liveSecrets } from '@/lib/channels/rules/signing-secrets';
import type { Sealer } from '@/lib/core/sealing';

/** What a sender needs of a channel, secrets included. Never leaves the server. @throws SealError */
export function openChannel(
  channel: Pick<StoredChannel, 'id' | 'organizationId' | 'config' | 'secrets'>,
  sealer: Sealer,
  now: Date,
): { config: Record<string, unknown>; signingSecrets: string[] } {
  const secrets = openSecrets(sealer, channel);
  return {
    config: { ...channel.config, ...secrets.config },
    signingSecrets: liveSecrets(secrets.signing, now),
  };
}
