'use client';

import { Check, CircleDot } from 'lucide-react';
import type { Fault } from '@/components/forms/action-result';
import { FaultLine } from '@/components/forms/fault-line';
import { LeaveGuard } from '@/components/status-pages/editor/leave-guard';
import { Button } from '@/components/ui/button';

export type SaveBarProps = {
  isDirty: boolean;
  isOutdated: boolean;
  pending: boolean;
  fault: Fault | null;
  /** Pointers that fields show themselves. */
  shown: readonly string[];
  discard: () => void;
};

/** Below a form, always in sight: whether it is saved, and the way to save or discard. */
export function SaveBar({ isDirty, isOutdated, pending, fault, shown, discard }: SaveBarProps) {
  return (
    <div className="sticky bottom-14 z-10 -mx-4 space-y-2 border-t border-line bg-canvas px-4 py-3 md:bottom-0 md:mx-0 md:px-0">
      <FaultLine fault={fault} shown={shown} />
      {isOutdated && (
        <p className="text-sm text-ink-soft">
          Somebody else saved this form meanwhile. Saving yours replaces theirs; discarding shows it.
        </p>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" variant="primary" pending={pending} disabled={!isDirty}>
          Save
        </Button>
        {isDirty && (
          <Button variant="ghost" onClick={discard}>
            Discard
          </Button>
        )}
        <span role="status" className="ml-1 inline-flex items-center gap-1.5 text-sm text-ink-soft">
          {isDirty ? <CircleDot size={14} aria-hidden="true" /> : <Check size={14} aria-hidden="true" />}
          {pending ? 'Saving' : isDirty ? 'Unsaved changes' : 'Saved'}
        </span>
      </div>
      <LeaveGuard isDirty={isDirty} />
    </div>
  );
}
