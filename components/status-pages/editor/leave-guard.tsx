'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { LateConfirmDialog } from '@/components/ui/late-confirm-dialog';

/** While something is not saved: the browser asks before the tab closes, and we before another page of ours is opened. */
export function LeaveGuard({ isDirty }: { isDirty: boolean }) {
  const router = useRouter();
  const [target, setTarget] = useState<string | null>(null);
  useEffect(() => {
    if (!isDirty) return;
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const onClick = (event: MouseEvent) => {
      const href = hrefOf(event);
      if (href === null) return;
      event.preventDefault();
      event.stopPropagation();
      setTarget(href);
    };
    window.addEventListener('beforeunload', onUnload);
    document.addEventListener('click', onClick, { capture: true });
    return () => {
      window.removeEventListener('beforeunload', onUnload);
      document.removeEventListener('click', onClick, { capture: true });
    };
  }, [isDirty]);
  if (target === null) return null;
  return (
    <LateConfirmDialog
      open
      onOpenChange={() => setTarget(null)}
      title="Leave without saving?"
      description="What you changed on this page is not saved yet."
      confirm="Leave"
      onConfirm={() => router.push(target)}
    />
  );
}

/** Where a click leads within the product; null where it stays here, or opens another tab. */
function hrefOf(event: MouseEvent): string | null {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (link === null || link.target === '_blank' || link.origin !== window.location.origin) return null;
  if (link.pathname === window.location.pathname && link.hash !== '') return null;
  return link.pathname + link.search;
}
