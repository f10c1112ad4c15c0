import { zoneWords } from '@/components/time/zones';
import type { ReportCadence } from '@/lib/notifiers/constants';

export const cadenceWords: Record<ReportCadence, string> = {
  daily: 'Daily summary',
  weekly: 'Weekly report',
  monthly: 'Monthly report',
};

const whenWords: Record<ReportCadence, string> = {
  daily: 'every day',
  weekly: 'on Mondays',
  monthly: 'on the first of the month',
};

export function hourWords(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}

/** As in `on Mondays at 08:00, Europe/Berlin`. */
export function timingWords({
  cadence,
  hour,
  time_zone,
}: {
  cadence: ReportCadence;
  hour: number;
  time_zone: string;
}): string {
  return `${whenWords[cadence]} at ${hourWords(hour)}, ${zoneWords(time_zone)}`;
}
