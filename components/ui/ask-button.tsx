'use client';

import { type ComponentProps, type ReactNode, useState } from 'react';
import { Button } from '@/components/ui/button';
import { LateConfirmDialog } from '@/components/ui/late-confirm-dialog';

type AskButtonProps = Pick<ComponentProps<typeof Button>, 'size' | 'variant'> & {
  title: string;
  description: ReactNode;
  /** The verb on the button of the question. */
  confirm: string;
  onConfirm: () => Promise<void> | void;
  children: ReactNode;
};

/** A button that asks before it acts. The question comes when it is pressed, not with the page. */
export function AskButton({ title, description, confirm, onConfirm, ...button }: AskButtonProps) {
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Button {...button} aria-haspopup="dialog" onClick={() => setAsking(true)} />
      {isAsking && (
        <LateConfirmDialog
          open
          onOpenChange={setAsking}
          title={title}
          description={description}
          confirm={confirm}
          onConfirm={onConfirm}
        />
      )}
    </>
  );
}
