'use client';

import { X } from 'lucide-react';
import { useState } from 'react';
import { queryPath } from '@/components/lists/query-path';
import { useLive } from '@/components/live/use-live';
import { MonitorChoices } from '@/components/monitors/monitor-choices';
import { Input } from '@/components/ui/controls';
import { errorsAt, Field } from '@/components/ui/field';
import { Segmented } from '@/components/ui/segmented';
import type { FieldError } from '@/lib/core/errors';
import type { Page } from '@/lib/core/paging';
import type { MonitorView } from '@/lib/monitors/schema';

export type NamedMonitor = { id: string; name: string };

type MonitorsFieldProps = {
  projectId: string;
  coversProject: boolean;
  monitorIds: readonly string[];
  /** The names of those that are chosen already. */
  known: readonly NamedMonitor[];
  change: (patch: { coversProject?: boolean; monitorIds?: readonly string[] }) => void;
  errors: readonly FieldError[] | undefined;
};

const covers = [
  { value: 'project', label: 'Whole project' },
  { value: 'some', label: 'Some monitors' },
] as const;

/** Every monitor of the project, those to come among them, or a few that are picked. */
export function MonitorsField({ coversProject, change, ...rest }: MonitorsFieldProps) {
  return (
    <div className="space-y-3">
      <Segmented
        label="Which monitors"
        value={coversProject ? 'project' : 'some'}
        onChange={(value) => change({ coversProject: value === 'project' })}
        options={covers}
      />
      {coversProject ? (
        <p className="text-sm text-ink-faint">Also those that are added to it meanwhile.</p>
      ) : (
        <Picker change={change} {...rest} />
      )}
    </div>
  );
}

const shown = 20;

function Picker({ projectId, monitorIds, known, change, errors }: Omit<MonitorsFieldProps, 'coversProject'>) {
  const [q, setQ] = useState('');
  const [seen, setSeen] = useState<readonly NamedMonitor[]>(known);
  const path = queryPath('/monitors', { limit: shown, project_id: projectId, q: q.trim() });
  const { data } = useLive<Page<MonitorView>>(path);
  const found = data?.data ?? [];
  const nameOf = (id: string) => [...seen, ...found].find((each) => each.id === id)?.name ?? 'A monitor';
  const toggle = (monitor: NamedMonitor) => {
    setSeen((before) => [...before.filter(({ id }) => id !== monitor.id), monitor]);
    const isChosen = monitorIds.includes(monitor.id);
    change({
      monitorIds: isChosen ? monitorIds.filter((id) => id !== monitor.id) : [...monitorIds, monitor.id],
    });
  };
  const faults = errorsAt(errors, '/monitor_ids');
  return (
    <div className="space-y-2">
      {monitorIds.length > 0 && (
        <ul className="flex flex-wrap gap-1.5" aria-label="Chosen monitors">
          {monitorIds.map((id) => (
            <li key={id}>
              <button
                type="button"
                onClick={() => toggle({ id, name: nameOf(id) })}
                className="inline-flex h-7 max-w-60 items-center gap-1 rounded-full border border-line bg-sunken px-2.5 text-sm hover:border-line-strong pointer-coarse:h-9"
              >
                <span className="truncate">{nameOf(id)}</span>
                <X size={13} aria-hidden="true" className="shrink-0" />
                <span className="sr-only">Leave out</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <Field label="Find monitors" pointer="/monitor_ids" errors={faults}>
        {(props) => (
          <Input
            {...props}
            type="search"
            placeholder="Part of a name"
            value={q}
            onChange={(event) => setQ(event.target.value)}
          />
        )}
      </Field>
      <MonitorChoices found={data} q={q} chosen={monitorIds} toggle={toggle} />
    </div>
  );
}
