'use client';

import Link from 'next/link';
import { StateLine } from '@/components/state/state-mark';
import { impactWords } from '@/components/status-pages/composer/words';
import { componentStatusMarks, componentStatusWords } from '@/components/status-pages/words';
import { Instant } from '@/components/time/time';
import { ZonedInstant } from '@/components/time/zoned';
import { zoneWords } from '@/components/time/zones';
import { CopyButton } from '@/components/ui/copy-button';
import { Panel } from '@/components/ui/panel';
import type { PageIncidentView } from '@/lib/page-incidents/schema';
import type { StatusPageView } from '@/lib/status-pages/schema';

type IncidentSideProps = { page: StatusPageView; incident: PageIncidentView };

const originWords = {
  person: 'Written by hand',
  outage: 'Made of an outage',
  window: 'Made of a planned maintenance',
} as const;

/** What holds of it now. */
export function IncidentSide({ page, incident }: IncidentSideProps) {
  const names = new Map(page.components.map(({ id, name }) => [id, name]));
  return (
    <div className="min-w-0 space-y-8">
      {!incident.is_draft && (
        <Panel title="Components now">
          {incident.components.length === 0 ? (
            <p className="text-ink-soft">None is named. The page as a whole is not said to be affected.</p>
          ) : (
            <ul>
              {incident.components.map(({ component_id, status }) => (
                <li key={component_id} className="border-b border-line py-1.5 last:border-0">
                  <p className="break-words">{names.get(component_id) ?? 'A component'}</p>
                  <StateLine
                    state={componentStatusMarks[status]}
                    words={componentStatusWords[status]}
                    className="text-sm text-ink-soft"
                  />
                </li>
              ))}
            </ul>
          )}
        </Panel>
      )}
      <Panel title="About">
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
          <dt className="text-ink-faint">Origin</dt>
          <dd>{originWords[incident.origin]}</dd>
          {incident.kind === 'incident' && (
            <>
              <dt className="text-ink-faint">Impact</dt>
              <dd>
                {impactWords[incident.impact]}
                <span className="text-ink-faint">
                  {incident.chosen_impact === null ? ', reckoned' : ', chosen'}
                </span>
              </dd>
            </>
          )}
          <Moments page={page} incident={incident} />
        </dl>
        {!incident.is_draft && (
          <div className="mt-3">
            <CopyButton value={incident.url} label="Copy public link" />
          </div>
        )}
        {incident.incident_ids.length > 0 && <Outages ids={incident.incident_ids} />}
      </Panel>
    </div>
  );
}

function Moments({ page, incident }: IncidentSideProps) {
  const { scheduled_for, scheduled_until, started_at, resolved_at } = incident;
  if (scheduled_for !== null && scheduled_until !== null) {
    return (
      <>
        <dt className="text-ink-faint">From</dt>
        <dd>
          <ZonedInstant at={scheduled_for} timeZone={page.time_zone} />
        </dd>
        <dt className="text-ink-faint">Until</dt>
        <dd>
          <ZonedInstant at={scheduled_until} timeZone={page.time_zone} />
        </dd>
        <dt className="text-ink-faint">Zone</dt>
        <dd>{zoneWords(page.time_zone)}</dd>
      </>
    );
  }
  return (
    <>
      <dt className="text-ink-faint">Began</dt>
      <dd>
        <Instant at={started_at} />
      </dd>
      {resolved_at !== null && (
        <>
          <dt className="text-ink-faint">Over</dt>
          <dd>
            <Instant at={resolved_at} />
          </dd>
        </>
      )}
    </>
  );
}

const shown = 5;

function Outages({ ids }: { ids: readonly string[] }) {
  return (
    <ul className="mt-3">
      {ids.slice(0, shown).map((id, at) => (
        <li key={id}>
          <Link href={`/incidents/${id}`} className="link inline-flex min-h-6 items-center">
            {ids.length === 1 ? 'The outage it tells of' : `Outage ${at + 1} of ${ids.length}`}
          </Link>
        </li>
      ))}
    </ul>
  );
}
