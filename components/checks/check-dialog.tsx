'use client';

import { CheckSummary } from '@/components/checks/check-summary';
import { Dialog } from '@/components/ui/dialog';
import type { CheckView } from '@/lib/checks/schema';

/** The answer of a check that was asked for. */
export function CheckDialog({ check, onClose }: { check: CheckView; onClose: () => void }) {
  return (
    <Dialog open onOpenChange={onClose} title="This check">
      <CheckSummary check={check} />
    </Dialog>
  );
}
