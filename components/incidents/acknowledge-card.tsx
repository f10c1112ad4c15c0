import { incidentMark, incidentStatusWords } from '@/components/incidents/words';
import { StateMark } from '@/components/state/state-mark';
import { Instant, Lasting } from '@/components/time/time';
import { Button } from '@/components/ui/button';
import type { AcknowledgeLinkView, LinkedIncident } from '@/lib/alerting/acknowledge-by-link';

/** One thumb, half awake: what it is, since when, and one large button, on a phone
 * where the thumb is. A plain form, so it works without JavaScript. */
export function AcknowledgeCard({ view, action }: { view: AcknowledgeLinkView; action: string }) {
  const { counts, incidents, channel } = view;
  const [only] = incidents;
  const total = counts.open + counts.acknowledged + counts.resolved;
  return (
    <>
      <div className="py-8 max-sm:grow">
        {total === 1 && only !== undefined ? <One incident={only} /> : <Many view={view} total={total} />}
      </div>
      <div className="bg-canvas pb-[max(1.5rem,env(safe-area-inset-bottom))] max-sm:sticky max-sm:bottom-0 max-sm:-mx-6 max-sm:border-t max-sm:border-line max-sm:px-6 max-sm:pt-4">
        {counts.open > 0 && (
          <form method="post" action={action}>
            <Button type="submit" variant="primary" className="h-14 w-full text-lg">
              {total === 1 ? 'Acknowledge' : `Acknowledge ${allOf(counts.open)}`}
            </Button>
          </form>
        )}
        <p className="mt-3 text-sm text-ink-soft">
          {counts.open > 0
            ? `Tells the others that somebody has it, and stops reminders. It is noted as done by “${channel}”.`
            : 'There is nothing left to do here.'}
        </p>
      </div>
    </>
  );
}

function allOf(count: number): string {
  return count === 1 ? 'the one that is open' : `all ${count}`;
}

function One({ incident }: { incident: LinkedIncident }) {
  const { status, name, title } = incident;
  return (
    <>
      <p className="flex items-center gap-3 text-lg font-medium">
        <StateMark state={incidentMark[status]} label={false} size={28} />
        {incidentStatusWords[status]}
      </p>
      <h1 className="mt-5 text-3xl font-semibold tracking-[-0.02em] break-words">{name}</h1>
      {title !== name && <p className="mt-2 text-lg break-words text-ink-soft">{title}</p>}
      <p className="mt-5 text-lg text-ink-soft">
        {status === 'resolved' ? 'Lasted ' : 'For '}
        <Lasting from={incident.opened_at} to={incident.resolved_at} />, since{' '}
        <Instant at={incident.opened_at} style="full" />.
      </p>
      {status !== 'open' && <p className="mt-2 text-lg">{whoHasIt(incident)}</p>}
    </>
  );
}

function whoHasIt({ status, acknowledged_by }: LinkedIncident): string {
  if (status === 'resolved') return 'It is over.';
  return acknowledged_by === null ? 'Somebody has it.' : `${acknowledged_by} has it.`;
}

function Many({ view, total }: { view: AcknowledgeLinkView; total: number }) {
  const { counts, incidents } = view;
  const rest = [
    ...(counts.acknowledged > 0 ? [`${counts.acknowledged} acknowledged`] : []),
    ...(counts.resolved > 0 ? [`${counts.resolved} resolved`] : []),
  ];
  return (
    <>
      <h1 className="text-3xl font-semibold tracking-[-0.02em]">
        {counts.open > 0 ? `${counts.open} open` : 'Nothing is open'}
      </h1>
      <p className="mt-2 text-lg text-ink-soft">
        {rest.length > 0 ? `Of ${total}: ${rest.join(', ')}.` : 'They began within a short time.'}
      </p>
      <ul className="mt-6 divide-y divide-line border-y border-line">
        {incidents.map((incident) => (
          <li key={incident.id} className="flex items-center gap-3 py-3">
            <StateMark state={incidentMark[incident.status]} label={false} size={18} />
            <span className="min-w-0 grow truncate">{incident.name}</span>
            <span className="shrink-0 text-sm text-ink-soft">
              <Lasting from={incident.opened_at} to={incident.resolved_at} style="short" />
            </span>
          </li>
        ))}
      </ul>
      {total > incidents.length && <p className="mt-3 text-ink-soft">and {total - incidents.length} more</p>}
    </>
  );
}
