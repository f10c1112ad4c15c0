import { durationWords } from '@/components/time/words';
import { retryCeilingsMs, retryHorizonMs } from '@/lib/alerting/rules/retry-schedule';

/** The schedule of retries in words, made of the figures that it runs by. */
export function retrySentence(): string {
  const waits = retryCeilingsMs.map((ms) => durationWords(ms / 1000));
  const first = waits.slice(0, -1).join(', ');
  return `It is tried again within ${first}, and then every ${waits.at(-1)} at the latest, until ${durationWords(retryHorizonMs / 1000)} after the first failure. When the receiver asks to wait longer, it is left that long.`;
}
