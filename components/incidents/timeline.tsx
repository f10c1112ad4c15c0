import {
  AlarmClock,
  BellOff,
  BellRing,
  Check,
  CircleCheck,
  FileText,
  Hourglass,
  type LucideIcon,
  MessageSquare,
  ShieldCheck,
  Siren,
  TrendingUp,
} from 'lucide-react';
import { eventWords } from '@/components/incidents/words';
import { Ago, Instant } from '@/components/time/time';
import type { IncidentEventType } from '@/lib/incidents/constants';
import type { TimelineEntry } from '@/lib/incidents/schema';

const icons: Record<IncidentEventType, LucideIcon> = {
  opened: Siren,
  confirmed: ShieldCheck,
  held: Hourglass,
  acknowledged: Check,
  comment: MessageSquare,
  delivered: BellRing,
  delivery_failed: BellOff,
  escalated: TrendingUp,
  reminded: AlarmClock,
  resolved: CircleCheck,
  post_mortem: FileText,
};

/** What happened, the latest first, each with its instant and who did it. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  const latestFirst = entries.map((entry, order) => ({ entry, order })).reverse();
  return (
    <ol>
      {latestFirst.map(({ entry, order }) => {
        const Icon = icons[entry.type];
        return (
          <li key={order} className="group relative flex gap-3 pb-5 last:pb-0">
            <span
              aria-hidden="true"
              className="absolute top-6 bottom-0 left-[11px] w-px bg-line group-last:hidden"
            />
            <span className="relative inline-flex size-[23px] shrink-0 items-center justify-center rounded-full border border-line bg-sunken text-ink-soft">
              <Icon size={12} aria-hidden="true" />
            </span>
            <div className="min-w-0 grow">
              <p className="flex flex-wrap items-baseline gap-x-2">
                <span className="font-medium">{eventWords[entry.type]}</span>
                {entry.actor.kind !== 'system' && <span className="text-ink-soft">{entry.actor.name}</span>}
                <span className="text-sm text-ink-faint">
                  <Ago at={entry.at} /> · <Instant at={entry.at} style="full" />
                </span>
              </p>
              {entry.body && (
                <p className="mt-0.5 break-words whitespace-pre-wrap text-ink-soft">{entry.body}</p>
              )}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
