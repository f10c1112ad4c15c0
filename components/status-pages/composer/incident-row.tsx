import Link from 'next/link';
import { StateMark } from '@/components/state/state-mark';
import { Times } from '@/components/status-pages/composer/times';
import { impactWords, incidentMark, kindWords, phaseWords } from '@/components/status-pages/composer/words';
import { Ago, Lasting } from '@/components/time/time';
import type { PageIncidentSummaryView } from '@/lib/page-incidents/schema';
import type { PageComponentView } from '@/lib/status-pages/schema';

type IncidentRowProps = {
  incident: PageIncidentSummaryView;
  timeZone: string;
  components: readonly PageComponentView[];
};

const named = 3;

export function IncidentRow({ incident, timeZone, components }: IncidentRowProps) {
  const { id, page_id, title, is_draft, kind, status, impact, resolved_at } = incident;
  const names = incident.components.flatMap(
    ({ component_id }) => components.find((each) => each.id === component_id)?.name ?? [],
  );
  const rest = names.length - named;
  const what = is_draft ? kindWords[kind] : phaseWords[status];
  return (
    <li
      data-row
      className="relative grid grid-cols-[auto_minmax(0,1fr)] items-start gap-x-3 border-b border-line py-2.5 last:border-0 hover:bg-sunken sm:grid-cols-[auto_minmax(0,1fr)_auto]"
    >
      <StateMark state={incidentMark(incident)} label={false} size={13} className="mt-[5px]" />
      <div className="min-w-0">
        <Link
          href={`/status-pages/${page_id}/incidents/${id}`}
          data-row-link
          className="link-row block truncate font-medium"
        >
          {title}
        </Link>
        <p className="truncate text-sm text-ink-faint">
          {what}
          {kind === 'incident' && ` · impact ${impactWords[impact].toLowerCase()}`}
          {names.length > 0 && ` · ${names.slice(0, named).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`}
        </p>
      </div>
      <div className="text-sm max-sm:col-start-2 sm:text-right sm:whitespace-nowrap">
        {resolved_at === null || is_draft ? (
          <>
            <p>
              <Times incident={incident} timeZone={timeZone} />
            </p>
            <p className="text-ink-faint max-sm:hidden">
              changed <Ago at={incident.updated_at} />
            </p>
          </>
        ) : (
          <p className="text-ink-faint">
            <Ago at={resolved_at} />
            <span className="sm:hidden"> · </span>
            <span className="block max-sm:inline">
              lasted <Lasting from={incident.started_at} to={resolved_at} style="short" />
            </span>
          </p>
        )}
      </div>
    </li>
  );
}
