import { z } from 'zod';
import type { Sealer } from '@/lib/core/sealing';

const stored = z.object({ url: z.string(), signingSecret: z.string().nullable() });

/** Where a webhook or a Slack message goes, and what it is signed with. */
export type SealedTarget = z.output<typeof stored>;

type Owner = { id: string; organizationId: string };

function placeOf({ id, organizationId }: Owner) {
  return { table: 'subscribers', column: 'secrets', rowId: id, organizationId };
}

export function sealTarget(sealer: Sealer, owner: Owner, target: SealedTarget): string {
  return sealer.seal(JSON.stringify(target), placeOf(owner));
}

/** @throws SealError when the secret of this installation has changed, or the row was tampered with. */
export function openTarget(sealer: Sealer, owner: Owner & { secrets: string | null }): SealedTarget {
  return stored.parse(JSON.parse(sealer.open(owner.secrets ?? '', placeOf(owner))));
}
