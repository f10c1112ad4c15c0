import Link from 'next/link';
import { explainState } from '@/components/monitors/explain';
import type { MonitorView } from '@/lib/monitors/schema';

export function Explanation({ monitor }: { monitor: MonitorView }) {
  return (
    <details className="mt-1">
      <summary className="link inline-block min-h-6 cursor-pointer text-sm text-ink-soft">
        Why is it in this state?
      </summary>
      <div className="mt-1 max-w-prose">
        {explainState(monitor).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        {monitor.incident_id && (
          <p>
            <Link className="link" href={`/incidents/${monitor.incident_id}`}>
              Its incident
            </Link>{' '}
            shows what was seen.
          </p>
        )}
      </div>
    </details>
  );
}
