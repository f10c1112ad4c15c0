'use client';

import { useRouter } from 'next/navigation';
import type { ReactNode } from 'react';
import type { ActionResult } from '@/components/forms/action-result';
import { useCommand } from '@/components/forms/use-action';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';

type DeleteButtonProps = {
  /** What it is, such as “monitor”. */
  noun: string;
  name: string;
  /** What goes with it, or what holds afterwards. */
  consequence: ReactNode;
  remove: () => Promise<ActionResult<unknown>>;
  /** The list it stood in, which is shown then. */
  back: string;
};

/** On the page of one thing: asks, deletes it, says so and goes back to the list. */
export function DeleteButton({ noun, name, consequence, remove, back }: DeleteButtonProps) {
  const router = useRouter();
  const { run } = useCommand();
  const act = async () => {
    const result = await run('remove', remove, `Deleted ${name}.`);
    if (result.ok) router.push(back);
  };
  return (
    <ConfirmDialog
      title={`Delete ${name}?`}
      description={consequence}
      confirm={`Delete ${noun}`}
      onConfirm={act}
      trigger={<Button variant="danger-quiet">Delete</Button>}
    />
  );
}
