import {
  clock,
  escapeName,
  listNames,
  type Outage,
  sentencesOf,
} from '@/lib/page-incidents/rules/draft-words';
import { wordsOf } from '@/lib/page-incidents/rules/words-of';
import type { PageLocale } from '@/lib/status-pages/constants';

/** What is said where nobody says anything, as Markdown. Instants in UTC. */

/** `outages`: those that are new. */
export function joinedWords(
  locale: PageLocale,
  outages: readonly Outage[],
  affected: readonly string[],
  nowMs: number,
): string {
  const gap = outages.length === 1 ? ' ' : '\n\n';
  return `${sentencesOf(locale, outages, nowMs)}${gap}${wordsOf(locale).affected(named(locale, affected))}`;
}

export function recoveredWords(
  locale: PageLocale,
  recovered: readonly string[],
  affected: readonly string[],
): string {
  const words = wordsOf(locale);
  const again = words.recovered(named(locale, recovered), recovered.length);
  return affected.length === 0 ? again : `${again} ${words.stillAffected(named(locale, affected))}`;
}

export function resolvedWords(
  locale: PageLocale,
  names: readonly string[],
  atMs: number,
  nowMs: number,
): string {
  const { worksSince, resolved } = wordsOf(locale);
  if (names.length === 0) return resolved;
  return `${worksSince(named(locale, names), names.length, clock(atMs, nowMs))} ${resolved}`;
}

export function scheduledWords(locale: PageLocale, description: string, names: readonly string[]): string {
  return description === '' ? wordsOf(locale).planned(named(locale, names)) : description;
}

export function begunWords(locale: PageLocale, untilMs: number, nowMs: number): string {
  return wordsOf(locale).begun(clock(untilMs, nowMs));
}

export function endedWords(locale: PageLocale, how: 'completed' | 'calledOff'): string {
  return wordsOf(locale)[how];
}

function named(locale: PageLocale, names: readonly string[]): string {
  return listNames(locale, names.map(escapeName));
}
