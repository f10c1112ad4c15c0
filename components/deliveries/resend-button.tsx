'use client';

import type { Action } from '@/components/forms/action-result';
import { useCommand } from '@/components/forms/use-action';
import { useMay } from '@/components/shell/shell-context';
import { Button } from '@/components/ui/button';
import type { DeliveryView } from '@/lib/alerting/schema';

type ResendButtonProps = {
  delivery: Pick<DeliveryView, 'id' | 'status'>;
  resend: Action<unknown>;
  isSmall?: boolean;
};

/** In rows only for what has failed; on its own page for everything that is settled. */
export function ResendButton({ delivery, resend, isSmall = false }: ResendButtonProps) {
  const mayWrite = useMay('delivery.write');
  const { pending, run } = useCommand();
  const { id, status } = delivery;
  const isOffered = isSmall ? status === 'failed' : ['failed', 'delivered', 'suppressed'].includes(status);
  if (!mayWrite || !isOffered) return null;
  return (
    <Button
      {...(isSmall && { size: 'sm', className: 'relative z-10' })}
      pending={pending === 'resend'}
      onClick={() => void run('resend', () => resend({ id }), 'It is sent once more.')}
    >
      Send again
    </Button>
  );
}
