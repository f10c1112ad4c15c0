import type { ProbeType } from '@/lib/probing/constants';
import { probeHttp } from '@/lib/probing/http/probe-http';
import type { Probe } from '@/lib/probing/probe';
import type { MonitorSpecs } from '@/lib/probing/schema';

/** A probe for every kind: a word added to `probeTypes` does not compile until it has its own. */
export const probes: { readonly [Type in ProbeType]: Probe<MonitorSpecs[Type]> } = {
  http: probeHttp,
};
