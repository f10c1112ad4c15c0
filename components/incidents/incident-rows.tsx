import Link from 'next/link';
import { causeSentence, incidentMark, incidentStatusWords } from '@/components/incidents/words';
import { StateMark } from '@/components/state/state-mark';
import { Ago, Lasting } from '@/components/time/time';
import type { IncidentSummaryView } from '@/lib/incidents/schema';

/** Incidents as a list; `withMonitor` is left out where the page is about one monitor. */
export function IncidentRows({ incidents }: { incidents: readonly IncidentSummaryView[] }) {
  return (
    <ul>
      {incidents.map((incident) => (
        <li
          key={incident.id}
          data-row
          className="relative grid grid-cols-[auto_minmax(0,1fr)_auto] items-start gap-x-3 border-b border-line py-2.5 last:border-0 hover:bg-sunken"
        >
          <StateMark state={incidentMark[incident.status]} label={false} size={13} className="mt-[5px]" />
          <div className="min-w-0">
            <Link
              href={`/incidents/${incident.id}`}
              data-row-link
              className={`link-row block truncate ${incident.status === 'resolved' ? '' : 'font-medium'}`}
            >
              {incident.title}
            </Link>
            <p className="truncate text-sm text-ink-faint">
              {incidentStatusWords[incident.status]}
              {incident.acknowledged_by &&
                incident.status === 'acknowledged' &&
                ` by ${incident.acknowledged_by.name}`}
              {incident.cause && ` · ${causeSentence(incident.cause)}`}
            </p>
          </div>
          <div className="text-right text-sm whitespace-nowrap">
            <p>
              <Lasting from={incident.opened_at} to={incident.resolved_at} style="short" />
            </p>
            <p className="text-ink-faint">
              <Ago at={incident.opened_at} />
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}
