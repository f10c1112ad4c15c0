import { productPolicy } from '@/lib/net/product-policy';
import type { ProbeIo } from '@/lib/probing/probe';
import { createProbeIo } from '@/lib/probing/run-check';

let cached: ProbeIo | undefined;

/** The network as this installation's probes see it; one for the process. */
export function productProbeIo(): ProbeIo {
  cached ??= createProbeIo({ policy: productPolicy(), userAgent: 'Stillup/1 (uptime monitoring)' });
  return cached;
}
