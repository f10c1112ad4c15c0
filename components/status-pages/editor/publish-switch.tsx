'use client';

import { useState } from 'react';
import type { Action } from '@/components/forms/action-result';
import { useCommand } from '@/components/forms/use-action';
import { useMay } from '@/components/shell/shell-context';
import { CheckField } from '@/components/ui/check-field';
import { LateConfirmDialog } from '@/components/ui/late-confirm-dialog';
import type { StatusPageView } from '@/lib/status-pages/schema';

type PublishSwitchProps = {
  page: StatusPageView;
  setPage: (change: () => StatusPageView) => Promise<void>;
  update: Action<StatusPageView>;
};

/** Publishes at once; asks before a page that others read is taken away. */
export function PublishSwitch({ page, setPage, update }: PublishSwitchProps) {
  const mayWrite = useMay('status_page.write');
  const { pending, run } = useCommand();
  const [asks, setAsks] = useState(false);
  if (!mayWrite) return null;
  const set = async (isPublished: boolean) => {
    const said = isPublished ? 'Published.' : 'Taken off. It is a draft again.';
    const result = await run('publish', () => update({ id: page.id, is_published: isPublished }), said);
    if (result.ok) await setPage(() => result.data);
  };
  return (
    <>
      <CheckField
        kind="switch"
        className="mr-2"
        label="Published"
        checked={page.is_published}
        disabled={pending !== null}
        onChange={(event) => (event.target.checked ? void set(true) : setAsks(true))}
      />
      {asks && (
        <LateConfirmDialog
          open
          onOpenChange={setAsks}
          title={`Take ${page.name} off?`}
          description="Its address answers “not found” until it is published again. Nothing of it is lost, and subscribers stay."
          confirm="Take off"
          onConfirm={() => set(false)}
        />
      )}
    </>
  );
}
