import type { ReactNode } from 'react';
import { durationMsWords, durationWords } from '@/components/time/words';
import { Badge } from '@/components/ui/badge';
import type { MonitorView } from '@/lib/monitors/schema';

type Line = readonly [name: string, value: ReactNode];

/** What is expected of the target, and how patiently. */
export function SettingsSummary({ monitor, projectName }: { monitor: MonitorView; projectName: string }) {
  const { spec } = monitor;
  const lines: readonly (Line | null)[] = [
    ['Project', projectName],
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

function counted(count: number, noun: 'failure' | 'success'): string {
  if (count === 1) return `1 ${noun}`;
  return `${count} ${noun === 'success' ? 'successes' : 'failures'} in a row`;
}

function quoted(text: string): ReactNode {
  return <code className="font-mono text-sm">{text}</code>;
}
