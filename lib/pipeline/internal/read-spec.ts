import type { ClaimRow } from '@/lib/pipeline/internal/claim-queries';
import type { CheckRequest } from '@/lib/probing/run-check';
import { type HttpSpec, httpSpec } from '@/lib/probing/schema';

/**
 * A stored spec was validated when it was saved. Only one that an older version saved may lack fields that came
 * later; it is completed by the schema, and the rest is spared that cost on every check. Null where this version
 * cannot run it at all: one such monitor must not stop the others of its batch.
 */
export function readSpec(row: ClaimRow): CheckRequest | null {
  if (row.type !== 'http') return null;
  const spec = isComplete(row.spec) ? row.spec : httpSpec.safeParse(row.spec).data;
  if (spec === undefined) return null;
  return { type: 'http', spec, timeoutMs: row.timeout_ms, degradedAfterMs: row.degraded_after_ms };
}

const fields = Object.keys(httpSpec.shape);

function isComplete(spec: unknown): spec is HttpSpec {
  return typeof spec === 'object' && spec !== null && fields.every((field) => field in spec);
}
