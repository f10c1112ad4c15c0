const maxShown = 60;

/** The zone of whoever looks; `UTC` where the browser does not tell. */
export function viewerZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
}

/** A zone as it is read: `America/New York`. */
export function zoneWords(zone: string): string {
  return zone.replaceAll('_', ' ');
}

/** Every zone the browser knows, the viewer's and UTC first. */
export function allZones(): readonly string[] {
  return [...new Set([viewerZone(), 'UTC', ...Intl.supportedValuesOf('timeZone')])];
}

/** The zones that have every typed word in their name: “new york”, “berlin”, “amer chic”. */
export function findZones(zones: readonly string[], query: string): readonly string[] {
  const words = query
    .toLowerCase()
    .split(/[\s_]+/)
    .filter((word) => word !== '');
  const found = zones.filter((zone) => words.every((word) => zone.toLowerCase().includes(word)));
  return found.slice(0, maxShown);
}

/** Such as `GMT+1`; empty for what is no zone. */
export function offsetWords(zone: string, atMs: number): string {
  try {
    const format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'shortOffset' });
    return format.formatToParts(atMs).find((part) => part.type === 'timeZoneName')?.value ?? '';
  } catch {
    return '';
  }
}
