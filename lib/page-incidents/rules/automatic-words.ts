import {
  clock,
  escapeName,
  listNames,
  type Outage,
  sentencesOf,
} from '@/lib/page-incidents/rules/draft-words';

/** What is said where nobody says anything, as Markdown. Instants in UTC. */

/** `outages`: those that are new. */
export function joinedWords(outages: readonly Outage[], affected: readonly string[], nowMs: number): string {
  const gap = outages.length === 1 ? ' ' : '\n\n';
  return `${sentencesOf(outages, nowMs)}${gap}Affected now: ${named(affected)}.`;
}

export function recoveredWords(recovered: readonly string[], affected: readonly string[]): string {
  return `${named(recovered)} ${recovered.length === 1 ? 'works' : 'work'} again. Still affected: ${named(affected)}.`;
}

export function resolvedWords(names: readonly string[], atMs: number, nowMs: number): string {
  return names.length === 0
    ? 'The problem is resolved.'
    : `${named(names)} ${names.length === 1 ? 'works' : 'work'} again since ${clock(atMs, nowMs)}. The problem is resolved.`;
}

export function scheduledWords(description: string, names: readonly string[]): string {
  if (description !== '') return description;
  return `We plan work on ${named(names)}, which may not be available meanwhile.`;
}

export function begunWords(untilMs: number, nowMs: number): string {
  return `The maintenance has begun. It is planned until ${clock(untilMs, nowMs)}.`;
}

export const completedWords = 'The maintenance is completed.';
export const calledOffWords = 'The maintenance was called off. It does not take place.';

function named(names: readonly string[]): string {
  return listNames(names.map(escapeName));
}
