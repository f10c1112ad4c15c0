import type { Db } from '@/db/client';
import { findUniqueViolation } from '@/db/errors';
import { env } from '@/lib/core/env';
import { type FieldError, ProductError } from '@/lib/core/errors';
import { selectKnownRegions } from '@/lib/monitors/queries';
import { findMasks } from '@/lib/monitors/rules/mask-spec';
import { productPolicy, productResolver } from '@/lib/net/product-policy';
import { findSpecFaults } from '@/lib/probing/find-spec-faults';
import type { HttpSpec } from '@/lib/probing/schema';

/** @throws ProductError `invalid` for a target the guard refuses, a pattern no engine takes, a secret left masked. */
export async function refuseSpecFaults(spec: HttpSpec): Promise<void> {
  const checks = { policy: productPolicy(), resolve: productResolver() };
  const faults: FieldError[] = [
    ...(await findSpecFaults({ type: 'http', spec }, checks)),
    ...findMasks(spec).map((pointer) => ({
      pointer: `/spec${pointer}`,
      code: 'secret_missing',
      detail: 'give the secret again: it is not carried over to another origin',
    })),
  ];
  const first = faults[0];
  if (first !== undefined) {
    throw new ProductError('invalid', `${first.pointer}: ${first.detail}`, { errors: faults });
  }
}

/** Where nothing is chosen, the region of this installation. @throws ProductError `invalid` for one nobody runs. */
export async function resolveRegions(db: Db, chosen: readonly string[] | undefined): Promise<string[]> {
  const { region } = env();
  if (chosen === undefined) return [region];
  const codes = [...new Set(chosen)];
  const known = new Set([region, ...(await selectKnownRegions(db, codes))]);
  const missing = codes.find((code) => !known.has(code));
  if (missing === undefined) return codes;
  throw new ProductError('invalid', `No prober runs in the region ${missing}.`, {
    errors: [
      {
        pointer: `/regions/${codes.indexOf(missing)}`,
        code: 'unknown_region',
        detail: 'no prober runs there',
      },
    ],
  });
}

function externalIdTaken(cause: unknown): ProductError {
  return new ProductError('conflict', 'Another monitor of this project has that external_id.', {
    errors: [{ pointer: '/external_id', code: 'taken', detail: 'is used by another monitor of the project' }],
    cause,
  });
}

/** The unique index decides, so that two at once cannot both win. @throws ProductError `conflict` */
export async function namingTakenExternalId<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (findUniqueViolation(error) === 'monitors_project_external_id') throw externalIdTaken(error);
    throw error;
  }
}
