'use client';

import { useState } from 'react';
import { type Action, runAction } from '@/components/forms/action-result';
import { GroupField } from '@/components/status-pages/editor/component-dialog';
import type { PickedMonitor } from '@/components/status-pages/editor/find-monitors';
import { MonitorPicker } from '@/components/status-pages/editor/monitor-picker';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { FormError } from '@/components/ui/field';
import { toast } from '@/components/ui/toast-store';
import { maxComponents } from '@/lib/status-pages/constants';
import type { PageComponentView, StatusPageView } from '@/lib/status-pages/schema';

type AddMonitorsProps = {
  page: StatusPageView;
  groups: readonly { id: string; name: string }[];
  create: Action<PageComponentView>;
  onClose: () => void;
  reload: () => Promise<void>;
};

/** Several monitors at once, one after the other: of what fails the rest stays chosen. */
export function AddMonitors({ page, groups, create, onClose, reload }: AddMonitorsProps) {
  const [chosen, setChosen] = useState<readonly PickedMonitor[]>([]);
  const [groupId, setGroupId] = useState<string | null>(null);
  const [progress, setProgress] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const present = new Set(page.components.flatMap(({ monitor_id }) => monitor_id ?? []));
  const add = async () => {
    setProblem(null);
    for (const [at, monitor] of chosen.entries()) {
      setProgress(`Adding ${at + 1} of ${chosen.length}`);
      const input = { page_id: page.id, kind: 'monitor', monitor_id: monitor.id, group_id: groupId };
      const result = await runAction(() => create(input));
      if (!result.ok) {
        setProblem(`${monitor.name}: ${result.error.detail}`);
        setProgress(null);
        setChosen(chosen.slice(at));
        await reload();
        return;
      }
    }
    await reload();
    toast(chosen.length === 1 ? 'Added a monitor.' : `Added ${chosen.length} monitors.`);
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Add monitors"
      description="Each becomes a line of the page, by its name. What visitors read can be changed afterwards."
    >
      <div className="space-y-4">
        <MonitorPicker
          projectId={page.project_id}
          value={chosen}
          onChange={setChosen}
          present={present}
          most={maxComponents - page.components.length}
        />
        {groups.length > 0 && <GroupField groups={groups} value={groupId} onChange={setGroupId} />}
        <FormError>{problem}</FormError>
        <div className="flex items-center justify-end gap-2">
          <span role="status" className="grow text-sm text-ink-soft">
            {progress}
          </span>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            pending={progress !== null}
            disabled={chosen.length === 0}
            onClick={() => void add()}
          >
            {chosen.length > 1 ? `Add ${chosen.length} monitors` : 'Add'}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
