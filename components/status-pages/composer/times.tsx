'use client';

import { Ago, Coming, Lasting } from '@/components/time/time';
import { useZonedFormat } from '@/components/time/zoned';
import { zoneWords } from '@/components/time/zones';
import type { PageIncidentSummaryView } from '@/lib/page-incidents/schema';

type TimesProps = {
  incident: PageIncidentSummaryView;
  /** Of the page: maintenance is said in it. */
  timeZone: string;
};

/** When it was, is or will be, in a few words. */
export function Times({ incident, timeZone }: TimesProps) {
  const { is_draft, publish_at, created_at, scheduled_for, scheduled_until, resolved_at } = incident;
  if (is_draft && publish_at !== null) {
    return (
      <>
        publishes itself <Coming at={publish_at} />
      </>
    );
  }
  if (scheduled_for !== null && scheduled_until !== null && resolved_at === null) {
    return (
      <span title={zoneWords(timeZone)}>
        <Range from={scheduled_for} until={scheduled_until} timeZone={timeZone} />
      </span>
    );
  }
  if (is_draft) {
    return (
      <>
        made <Ago at={created_at} />
      </>
    );
  }
  if (resolved_at !== null) {
    return (
      <>
        lasted <Lasting from={incident.started_at} to={resolved_at} />, over <Ago at={resolved_at} />
      </>
    );
  }
  return (
    <>
      for <Lasting from={incident.started_at} />
    </>
  );
}

const options = { dateStyle: 'medium', timeStyle: 'short' } as const;

/** Two instants of one day name that day once. */
function Range({ from, until, timeZone }: { from: string; until: string; timeZone: string }) {
  const format = useZonedFormat(options, timeZone);
  return <time dateTime={from}>{format.formatRange(new Date(from), new Date(until))}</time>;
}
