'use client';

import { useState } from 'react';
import { useTimeZone, useZonedFormat } from '@/components/time/zoned';
import { zoneWords } from '@/components/time/zones';
import { Segmented } from '@/components/ui/segmented';

const options = {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
} as const;

/** “Mon 9 Mar, 09:00” as the clocks of a place show it. */
export function ShiftTime({ at, timeZone }: { at: string; timeZone: string }) {
  const format = useZonedFormat(options, timeZone);
  return (
    <time dateTime={at} title={at.replace('T', ' ').replace(/\.\d+Z$/, ' UTC')}>
      {format.format(new Date(at))}
    </time>
  );
}

/** In which zone times are shown: the viewer's, once it is known, unless they ask for that of the schedule. */
export function useShownZone(scheduleZone: string) {
  const own = useTimeZone();
  const [wanted, setWanted] = useState<'own' | 'schedule'>('own');
  const timeZone = wanted === 'own' && own !== null ? own : scheduleZone;
  const choice = own !== null && own !== scheduleZone && (
    <Segmented
      label="Times are shown in"
      value={wanted}
      onChange={setWanted}
      options={[
        { value: 'own', label: 'Your time' },
        { value: 'schedule', label: zoneWords(scheduleZone) },
      ]}
    />
  );
  return { timeZone, choice };
}
