import { type Change, isTouched } from '@/components/live/touched';

const keptMs = 5000;

let recent: { change: Change; atMs: number }[] = [];

/** Remembers for five seconds what the server told this tab. */
export function noteChanges(changes: readonly Change[], atMs: number): void {
  recent = [
    ...recent.filter((noted) => atMs - noted.atMs < keptMs),
    ...changes.map((change) => ({ change, atMs })),
  ];
}

/**
 * Whether an answer that arrives now may have been read before a change of the last five seconds: who was told of the
 * change had nothing to ask again for yet, while the page was on its way.
 */
export function wasTouchedLately(path: string, atMs: number): boolean {
  return recent.some((noted) => atMs - noted.atMs < keptMs && isTouched(path, noted.change));
}
