import type { ReactNode } from 'react';
import { durationMsWords, durationWords } from '@/components/time/words';
import { Badge } from '@/components/ui/badge';
import type { HeartbeatMonitorView, HttpMonitorView, MonitorView } from '@/lib/monitors/schema';

type Line = readonly [name: string, value: ReactNode];

type Lines = readonly (Line | null)[];

/** What is expected of the target, and how patiently. */
export function SettingsSummary({ monitor, projectName }: { monitor: MonitorView; projectName: string }) {
  const own = monitor.type === 'heartbeat' ? heartbeatLines(monitor) : checkLines(monitor);
  const lines: Lines = [['Project', projectName], ...own];
  return (
    <>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 pt-1">
        {lines
          .filter((line) => line !== null)
          .map(([name, value]) => (
            <div key={name} className="contents">
              <dt className="text-ink-faint">{name}</dt>
              <dd className="text-right break-words">{value}</dd>
            </div>
          ))}
      </dl>
      {monitor.tags.length > 0 && (
        <p className="mt-3 flex flex-wrap gap-1">
          {monitor.tags.map((tag) => (
            <Badge key={tag}>{tag}</Badge>
          ))}
        </p>
      )}
    </>
  );
}

function checkLines(monitor: HttpMonitorView): Lines {
  const { spec } = monitor;
  return [
    ['Every', durationWords(monitor.interval_seconds)],
    ['Time-out', durationMsWords(monitor.timeout_ms)],
    ['Down after', counted(monitor.failure_threshold, 'failure')],
    ['Up after', counted(monitor.recovery_threshold, 'success')],
    [
      'Degraded above',
      monitor.degraded_after_ms === null ? 'never' : durationMsWords(monitor.degraded_after_ms),
    ],
    ['Status codes', spec.expected_status_codes.join(', ')],
    spec.expected_keyword === null ? null : ['Contains', quoted(spec.expected_keyword)],
    spec.forbidden_keyword === null ? null : ['Contains not', quoted(spec.forbidden_keyword)],
    spec.assertions.length === 0 ? null : ['Assertions', String(spec.assertions.length)],
    ['Redirects', spec.follow_redirects ? 'followed' : 'not followed'],
    ['Certificate', spec.verify_tls ? 'verified' : 'not verified'],
    ['Regions', monitor.regions.join(', ')],
  ];
}

function heartbeatLines({ spec, slug, failure_threshold, heartbeat }: HeartbeatMonitorView): Lines {
  const { schedule, filters } = spec;
  return [
    ['Expected', heartbeat.schedule_in_words],
    schedule.kind === 'period' ? null : ['Expression', quoted(schedule.expression)],
    schedule.kind === 'period' ? null : ['Time zone', schedule.time_zone],
    ['Grace', durationWords(spec.grace_seconds)],
    ['Longest run', spec.max_run_seconds === null ? 'as the grace' : durationWords(spec.max_run_seconds)],
    spec.early_tolerance_seconds === 0
      ? null
      : ['May be early by', durationWords(spec.early_tolerance_seconds)],
    ['Down after', counted(failure_threshold, 'failure')],
    ['Slug', quoted(slug)],
    spec.post_only ? ['Pings', 'POST only'] : null,
    ['Resumed by', spec.manual_resume ? 'a person' : 'its next ping'],
    keywords('Failure words', filters.failure),
    keywords('Success words', filters.success),
    keywords('Start words', filters.start),
  ];
}

function keywords(name: string, words: readonly string[]): Line | null {
  return words.length === 0 ? null : [name, quoted(words.join(', '))];
}

function counted(count: number, noun: 'failure' | 'success'): string {
  if (count === 1) return `1 ${noun}`;
  return `${count} ${noun === 'success' ? 'successes' : 'failures'} in a row`;
}

function quoted(text: string): ReactNode {
  return <code className="font-mono text-sm">{text}</code>;
}
