'use client';

import { AlertDialog } from 'radix-ui';
import { type ReactNode, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';

type ConfirmDialogProps = {
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  title: string;
  description: ReactNode;
  /** The verb on the button, such as “Delete monitor”. */
  confirm: string;
  onConfirm: () => Promise<void> | void;
};

export function ConfirmDialog(props: ConfirmDialogProps) {
  const [ownOpen, setOwnOpen] = useState(false);
  const [pending, setPending] = useState(false);
  const asked = useRef<Element | null>(null);
  const open = props.open ?? ownOpen;
  const setOpen = props.onOpenChange ?? setOwnOpen;
  const run = async () => {
    setPending(true);
    try {
      await props.onConfirm();
      setOpen(false);
    } finally {
      setPending(false);
    }
  };
  return (
    <AlertDialog.Root open={open} onOpenChange={setOpen}>
      {props.trigger && <AlertDialog.Trigger asChild>{props.trigger}</AlertDialog.Trigger>}
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-40 animate-fade bg-scrim" />
        <AlertDialog.Content
          onOpenAutoFocus={() => {
            asked.current = document.activeElement;
          }}
          onCloseAutoFocus={(event) => {
            // Without a trigger to go back to, the keyboard would begin at the top of the page.
            if (props.trigger || !(asked.current instanceof HTMLElement)) return;
            event.preventDefault();
            asked.current.focus();
          }}
          className="fixed top-[18vh] left-1/2 z-50 w-[min(26rem,calc(100vw-2rem))] -translate-x-1/2 animate-rise rounded-lg border border-line bg-raised p-5 shadow-float focus:outline-none"
        >
          <AlertDialog.Title className="text-lg font-semibold">{props.title}</AlertDialog.Title>
          <AlertDialog.Description className="mt-1.5 text-ink-soft">
            {props.description}
          </AlertDialog.Description>
          <div className="mt-5 flex justify-end gap-2">
            <AlertDialog.Cancel asChild>
              <Button>Cancel</Button>
            </AlertDialog.Cancel>
            <Button variant="danger" pending={pending} onClick={run}>
              {props.confirm}
            </Button>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
