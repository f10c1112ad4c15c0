'use client';

import { useRouter } from 'next/navigation';
import type { Action } from '@/components/forms/action-result';
import { useCommand } from '@/components/forms/use-action';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import type { PolicyView } from '@/lib/policies/schema';

export function RemovePolicy({ policy, remove }: { policy: PolicyView; remove: Action<unknown> }) {
  const router = useRouter();
  const { run } = useCommand();
  const act = async () => {
    const result = await run('remove', () => remove({ id: policy.id }), `Deleted ${policy.name}.`);
    if (result.ok) router.push('/policies');
  };
  return (
    <ConfirmDialog
      title={`Delete ${policy.name}?`}
      description={consequence(policy)}
      confirm="Delete policy"
      onConfirm={act}
      trigger={<Button variant="danger-quiet">Delete</Button>}
    />
  );
}

function consequence({ is_default, monitor_count: count }: PolicyView): string {
  if (is_default) return 'Monitors that name no policy then tell all channels of the project, at once.';
  if (count === 0) return 'No monitor names it.';
  const who = count === 1 ? 'The monitor that names it goes' : `The ${count} monitors that name it go`;
  return `${who} by the default of the project from then on.`;
}
