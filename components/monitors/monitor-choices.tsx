import { StateMark } from '@/components/state/state-mark';
import { CheckField } from '@/components/ui/check-field';
import type { Page } from '@/lib/core/paging';
import type { MonitorView } from '@/lib/monitors/schema';

type MonitorChoicesProps = {
  /** Undefined until they have come. */
  found: Page<MonitorView> | undefined;
  /** By which they were found. */
  q: string;
  chosen: readonly string[];
  toggle: (monitor: MonitorView) => void;
  /** How many may be chosen. */
  most?: number;
  /** Shown, and not to be chosen again, with why. */
  taken?: { ids: ReadonlySet<string>; words: string };
};

/** The monitors of a project that a search has found, to be picked. */
export function MonitorChoices({ found, q, chosen, toggle, most = Infinity, taken }: MonitorChoicesProps) {
  if (found === undefined) return null;
  if (found.data.length === 0) {
    return (
      <p className="text-sm text-ink-faint">
        {q === '' ? 'This project has no monitors yet.' : 'No monitor of this project matches.'}
      </p>
    );
  }
  return (
    <>
      <ul className="max-h-72 overflow-y-auto rounded-md border border-line">
        {found.data.map((monitor) => {
          const isTaken = taken?.ids.has(monitor.id) === true;
          const isChosen = chosen.includes(monitor.id);
          return (
            <li key={monitor.id} className="border-b border-line last:border-0">
              <CheckField
                className="px-2 py-1.5 hover:bg-sunken pointer-coarse:py-2.5"
                checked={isChosen || isTaken}
                disabled={isTaken || (chosen.length >= most && !isChosen)}
                onChange={() => toggle(monitor)}
                label={
                  <span className="flex min-w-0 items-center gap-2">
                    <StateMark state={monitor.status} label={false} size={10} />
                    <span className="break-words">{monitor.name}</span>
                    {isTaken && <span className="text-sm text-ink-faint">{taken?.words}</span>}
                  </span>
                }
              />
            </li>
          );
        })}
      </ul>
      {found.page.has_more && (
        <p className="text-sm text-ink-faint">
          The first {found.data.length} are shown. Search for the others.
        </p>
      )}
    </>
  );
}
