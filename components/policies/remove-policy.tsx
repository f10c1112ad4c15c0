import type { Action } from '@/components/forms/action-result';
import { DeleteButton } from '@/components/forms/delete-button';
import type { PolicyView } from '@/lib/policies/schema';

export function RemovePolicy({ policy, remove }: { policy: PolicyView; remove: Action<unknown> }) {
  return (
    <DeleteButton
      noun="policy"
      name={policy.name}
      consequence={consequence(policy)}
      remove={() => remove({ id: policy.id })}
      back="/policies"
    />
  );
}

function consequence({ is_default, monitor_count: count }: PolicyView): string {
  if (is_default) return 'Monitors that name no policy then tell all channels of the project, at once.';
  if (count === 0) return 'No monitor names it.';
  const who = count === 1 ? 'The monitor that names it goes' : `The ${count} monitors that name it go`;
  return `${who} by the default of the project from then on.`;
}
