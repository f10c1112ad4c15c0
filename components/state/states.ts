/** Every state that is drawn: of monitors, of spans, and of parts of a strip. */
export const drawnStates = [
  'up',
  'degraded',
  'partial',
  'down',
  'maintenance',
  'paused',
  'pending',
  'unknown',
] as const;
export type DrawnState = (typeof drawnStates)[number];

export const stateWords: Record<DrawnState, string> = {
  up: 'Up',
  degraded: 'Degraded',
  partial: 'Partly down',
  down: 'Down',
  maintenance: 'Maintenance',
  paused: 'Paused',
  pending: 'Pending',
  unknown: 'Not monitored',
};

export const stateColor: Record<DrawnState, string> = {
  up: 'var(--up)',
  degraded: 'var(--degraded)',
  partial: 'var(--partial)',
  down: 'var(--down)',
  maintenance: 'var(--maintenance)',
  paused: 'var(--nodata)',
  pending: 'var(--nodata)',
  unknown: 'var(--nodata)',
};

/** What is worst comes first where one mark must stand for several. */
export const worstFirst: readonly DrawnState[] = [
  'down',
  'partial',
  'degraded',
  'maintenance',
  'unknown',
  'pending',
  'paused',
  'up',
];

export function worstOf(states: readonly DrawnState[]): DrawnState | null {
  return worstFirst.find((state) => states.includes(state)) ?? null;
}

export function toDrawnState(value: string): DrawnState {
  return drawnStates.find((state) => state === value) ?? 'unknown';
}
