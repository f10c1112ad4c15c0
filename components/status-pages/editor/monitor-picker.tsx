'use client';

import { useState } from 'react';
import { queryPath } from '@/components/lists/query-path';
import { fetchLive, useLive } from '@/components/live/use-live';
import { MonitorChoices } from '@/components/monitors/monitor-choices';
import { findMonitors, type PickedMonitor } from '@/components/status-pages/editor/find-monitors';
import { Button } from '@/components/ui/button';
import { SearchInput } from '@/components/ui/controls';
import { FormError } from '@/components/ui/field';
import type { Page } from '@/lib/core/paging';
import type { MonitorView } from '@/lib/monitors/schema';

type MonitorPickerProps = {
  projectId: string;
  value: readonly PickedMonitor[];
  onChange: (value: readonly PickedMonitor[]) => void;
  /** On the page already: shown, and not to be chosen again. */
  present?: ReadonlySet<string>;
  /** How many may be chosen. */
  most: number;
};

const shown = 50;
const none: ReadonlySet<string> = new Set();

/** Several monitors of a project at once, found by a part of their names. */
export function MonitorPicker({ projectId, value, onChange, present = none, most }: MonitorPickerProps) {
  const [q, setQ] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const question = { project_id: projectId, q: q.trim() };
  const { data } = useLive<Page<MonitorView>>(queryPath('/monitors', { limit: shown, ...question }));
  const isChosen = (id: string) => value.some((one) => one.id === id);
  const toggle = ({ id, name }: PickedMonitor) =>
    onChange(isChosen(id) ? value.filter((one) => one.id !== id) : [...value, { id, name }]);
  const chooseAll = async () => {
    try {
      const all = await findMonitors(fetchLive, { ...question, without: present, most });
      const more = all.filter(({ id }) => !isChosen(id));
      onChange([...value, ...more].slice(0, most));
      setProblem(null);
    } catch {
      setProblem('Not all of them could be loaded. Try again.');
    }
  };
  return (
    <div className="space-y-2">
      <SearchInput
        aria-label="Find monitors"
        placeholder="Part of a name"
        value={q}
        onChange={(event) => setQ(event.target.value)}
      />
      <div className="flex min-h-7 flex-wrap items-center justify-between gap-2 text-sm text-ink-soft">
        <span role="status">{value.length} chosen</span>
        <span className="flex gap-1">
          {value.length > 0 && (
            <Button size="sm" variant="ghost" onClick={() => onChange([])}>
              Choose none
            </Button>
          )}
          {data !== undefined && data.data.length > 0 && (
            <Button size="sm" variant="ghost" onClick={() => void chooseAll()}>
              {q.trim() === '' ? 'Choose all' : 'Choose all that match'}
            </Button>
          )}
        </span>
      </div>
      <FormError>{problem}</FormError>
      <MonitorChoices
        found={data}
        q={q}
        chosen={value.map(({ id }) => id)}
        toggle={toggle}
        most={most}
        taken={{ ids: present, words: 'on the page' }}
      />
    </div>
  );
}
