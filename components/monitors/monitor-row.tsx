import Link from 'next/link';
import { bareUrl } from '@/components/forms/text-fields';
import { shownState } from '@/components/heartbeats/words';
import { StateMark } from '@/components/state/state-mark';
import { Ago, Lasting } from '@/components/time/time';
import { durationWords } from '@/components/time/words';
import { Badge } from '@/components/ui/badge';
import { Checkbox } from '@/components/ui/controls';
import { Cell, Row } from '@/components/ui/table';
import type { MonitorView } from '@/lib/monitors/schema';

type MonitorRowProps = {
  monitor: MonitorView;
  projectName: string;
  selection: { isSelected: boolean; toggle: (id: string) => void } | null;
};

export function MonitorRow({ monitor, projectName, selection }: MonitorRowProps) {
  const isHeartbeat = monitor.type === 'heartbeat';
  const heardAt = monitor.type === 'heartbeat' ? monitor.heartbeat.last_ping_at : monitor.last_checked_at;
  return (
    <Row data-row className={selection?.isSelected ? 'bg-hover' : 'hover:bg-sunken'}>
      {selection && (
        <Cell className="relative z-1 align-top md:align-middle">
          <Checkbox
            aria-label={`Select ${monitor.name}`}
            checked={selection.isSelected}
            onChange={() => selection.toggle(monitor.id)}
          />
        </Cell>
      )}
      <Cell className="relative py-2 pl-0">
        <div className="flex items-start gap-2.5">
          <StateMark state={shownState(monitor).mark} label={false} className="mt-[5px]" />
          <div className="min-w-0 grow">
            <Link
              href={`/monitors/${monitor.id}`}
              data-row-link
              className="link-row block truncate font-medium"
            >
              {monitor.name}
            </Link>
            <p className="flex h-5 items-center gap-2 text-sm text-ink-faint">
              <span className={isHeartbeat ? 'truncate' : 'truncate font-mono text-xs'}>
                {targetOf(monitor)}
              </span>
              {monitor.tags.slice(0, 3).map((tag) => (
                <Badge key={tag} className="max-lg:hidden">
                  {tag}
                </Badge>
              ))}
            </p>
            <p className="mt-0.5 text-sm md:hidden">
              <StateWords monitor={monitor} />
            </p>
          </div>
        </div>
      </Cell>
      <Cell className="max-md:hidden">
        <StateWords monitor={monitor} />
      </Cell>
      <Cell className="truncate text-ink-soft max-lg:hidden">{projectName}</Cell>
      <Cell numeric className="text-ink-soft max-md:hidden">
        {intervalOf(monitor)}
      </Cell>
      <Cell numeric className="text-ink-soft max-sm:hidden">
        {heardAt ? <Ago at={heardAt} /> : 'not yet'}
      </Cell>
    </Row>
  );
}

/** What is watched, in one line. */
function targetOf(monitor: MonitorView): string {
  if (monitor.type === 'heartbeat') return monitor.heartbeat.schedule_in_words;
  return bareUrl(monitor.spec.url);
}

/** How often; a calendar says so in words where the target stands. */
function intervalOf(monitor: MonitorView): string {
  if (monitor.type !== 'heartbeat') return durationWords(monitor.interval_seconds, 'short');
  const { schedule } = monitor.spec;
  return schedule.kind === 'period' ? durationWords(schedule.period_seconds, 'short') : schedule.kind;
}

function StateWords({ monitor }: { monitor: MonitorView }) {
  const { words, since } = shownState(monitor);
  return (
    <>
      <span className={monitor.status === 'down' ? 'font-medium' : undefined}>{words}</span>
      {since && (
        <span className="text-ink-faint">
          {' '}
          <Lasting from={since} style="short" />
        </span>
      )}
    </>
  );
}
