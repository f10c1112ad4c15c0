import { durationWords } from '@/components/time/words';
import type { FieldError } from '@/lib/core/errors';

export const durationUnits = [
  { seconds: 60, words: 'minutes' },
  { seconds: 3600, words: 'hours' },
  { seconds: 86_400, words: 'days' },
] as const;

export const shortUnits = [{ seconds: 1, words: 'seconds' }, ...durationUnits] as const;

/** A duration as it is typed. */
export type DurationDraft = { count: string; unitSeconds: number };

/** In the largest unit that says it in a whole number. */
export function durationDraft(seconds: number): DurationDraft {
  const unit = [...shortUnits]
    .reverse()
    .find((each) => seconds >= each.seconds && seconds % each.seconds === 0);
  const unitSeconds = unit?.seconds ?? 1;
  return { count: String(seconds / unitSeconds), unitSeconds };
}

/** Seconds; NaN where nothing was typed, so that the schema says what is missing. */
export function secondsOf({ count, unitSeconds }: DurationDraft): number {
  return count.trim() === '' ? Number.NaN : Math.round(Number(count) * unitSeconds * 1e6) / 1e6;
}

/** The schemas count in seconds; people are told of a limit in the words of the field. */
export function withLimitsInWords(
  errors: readonly FieldError[] | undefined,
): readonly FieldError[] | undefined {
  return errors?.map((error) => {
    const [, sign, seconds] = /expected number to be ([<>])=(\d+)/.exec(error.detail) ?? [];
    if (seconds === undefined) return error;
    return {
      ...error,
      detail: `must be at ${sign === '<' ? 'most' : 'least'} ${durationWords(Number(seconds))}`,
    };
  });
}
