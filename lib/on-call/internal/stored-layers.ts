import type { OnCallLayer } from '@/lib/on-call/schema';

/** Instants in UTC, whatever offset they came with. */
export function toStoredLayers(layers: readonly OnCallLayer[]): OnCallLayer[] {
  return layers.map((layer) => ({ ...layer, starts_at: new Date(layer.starts_at).toISOString() }));
}
