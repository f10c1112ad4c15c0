import { z } from 'zod';
import type { Sealer } from '@/lib/core/sealing';

const stored = z.object({
  config: z.record(z.string(), z.unknown()).default({}),
  signing: z.array(z.object({ secret: z.string(), until: z.string().nullable() })).default([]),
});

export type ChannelSecrets = z.output<typeof stored>;

type Owner = { id: string; organizationId: string };

function placeOf({ id, organizationId }: Owner) {
  return { table: 'channels', column: 'secrets', rowId: id, organizationId };
}

export function sealSecrets(sealer: Sealer, owner: Owner, secrets: ChannelSecrets): string {
  return sealer.seal(JSON.stringify(secrets), placeOf(owner));
}

/** @throws SealError when the secret of this installation has changed, or the row was tampered with. */
export function openSecrets(sealer: Sealer, owner: Owner & { secrets: string | null }): ChannelSecrets {
  return stored.parse(owner.secrets === null ? {} : JSON.parse(sealer.open(owner.secrets, placeOf(owner))));
}
