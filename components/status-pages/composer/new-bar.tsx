import type { ReactNode } from 'react';
import type { Fault } from '@/components/forms/action-result';
import { FaultLine } from '@/components/forms/fault-line';
import { LeaveGuard } from '@/components/status-pages/editor/leave-guard';
import { Button } from '@/components/ui/button';

type NewBarProps = {
  /** The verb on the button. */
  publishWord: string;
  pending: 'save' | 'publish' | null;
  isDirty: boolean;
  keep: () => void;
  fault: Fault | null;
  /** Pointers of the fields that show their own faults. */
  shown: readonly string[];
  cancel: ReactNode;
};

/** Below the form of what is stored nowhere yet: publish it, or keep it as a draft. */
export function NewBar({ publishWord, pending, isDirty, keep, fault, shown, cancel }: NewBarProps) {
  return (
    <>
      <FaultLine fault={fault} shown={shown} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" pending={pending === 'publish'}>
          {publishWord}
        </Button>
        <Button pending={pending === 'save'} onClick={keep}>
          Save as draft
        </Button>
        {cancel}
      </div>
      <LeaveGuard isDirty={isDirty} />
    </>
  );
}
