import { niceTop } from '@/components/charts/series';
import { durationMsWords, msWords } from '@/components/time/words';

/** What the times of a chart are of, and how they are told. */
export type TimeWords = {
  table: string;
  failures: string;
  limit: (ms: number) => string;
  value: (ms: number | null) => string;
  /** The upper end of the axis. */
  top: (ms: number) => number;
  /** Where the axis is marked; by itself where it is not said. */
  ticks?: (top: number) => number[];
};

export const responseTimeWords: TimeWords = {
  table: 'Response times',
  failures: 'failed checks',
  limit: (ms) => `degraded above ${durationMsWords(ms)}`,
  value: msWords,
  top: niceTop,
};
