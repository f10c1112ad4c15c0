'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { type ActionResult, type Fault, runAction } from '@/components/forms/action-result';
import { toast } from '@/components/ui/toast-store';

/** For buttons: runs, says what was done or why not, and refreshes what is shown. */
export function useCommand() {
  const client = useQueryClient();
  const [pending, setPending] = useState<string | null>(null);
  const run = async <T>(name: string, action: () => Promise<ActionResult<T>>, done?: string) => {
    setPending(name);
    try {
      const result = await runAction(action);
      if (result.ok && done) toast(done);
      if (!result.ok) toast(result.error.detail, { tone: 'failed' });
      await client.invalidateQueries({ queryKey: ['live'] });
      return result;
    } finally {
      setPending(null);
    }
  };
  return { pending, run };
}

/** For forms: keeps the fault, for its fields to show. */
export function useSubmit() {
  const [pending, setPending] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  // After the fields have been drawn with their faults.
  useEffect(() => {
    if (fault) document.querySelector<HTMLElement>('main [aria-invalid="true"]')?.focus();
  }, [fault]);
  const submit = async <T>(action: () => Promise<ActionResult<T>>): Promise<ActionResult<T>> => {
    setPending(true);
    try {
      const result = await runAction(action);
      setFault(result.ok ? null : result.error);
      return result;
    } finally {
      setPending(false);
    }
  };
  return { pending, fault, errors: fault?.errors, setFault, submit };
}
