'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { leftByHistory, leftByLink } from '@/components/status-pages/editor/leave-targets';
import { LateConfirmDialog } from '@/components/ui/late-confirm-dialog';

type Target = { href: string } | { entry: string };

/**
 * While something is not saved: the browser asks before the tab closes, and we before another page of ours is opened, by a link or by the
 * browser's back and forward buttons. Nothing is put into the history for that.
 */
export function LeaveGuard({ isDirty }: { isDirty: boolean }) {
  const router = useRouter();
  const [target, setTarget] = useState<Target | null>(null);
  const mayLeave = useRef(false);
  useEffect(() => {
    if (!isDirty) return;
    mayLeave.current = false;
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const onClick = (event: MouseEvent) => {
      const href = leftByLink(event);
      if (href === null) return;
      event.preventDefault();
      event.stopPropagation();
      setTarget({ href });
    };
    const onNavigate = (event: NavigateEvent) => {
      const entry = mayLeave.current ? null : leftByHistory(event, window.location.href);
      if (entry === null) return;
      event.preventDefault();
      setTarget({ entry });
    };
    // Browsers of before 2026 may have no such thing: there the buttons are not asked about.
    const navigation: Navigation | undefined = window.navigation;
    window.addEventListener('beforeunload', onUnload);
    document.addEventListener('click', onClick, { capture: true });
    navigation?.addEventListener('navigate', onNavigate);
    return () => {
      window.removeEventListener('beforeunload', onUnload);
      document.removeEventListener('click', onClick, { capture: true });
      navigation?.removeEventListener('navigate', onNavigate);
    };
  }, [isDirty]);
  if (target === null) return null;
  const leave = async () => {
    if ('href' in target) return router.push(target.href);
    mayLeave.current = true;
    const { committed, finished } = window.navigation.traverseTo(target.entry);
    finished?.catch(() => {});
    // The entry may be gone meanwhile: then we are still here, and ask again.
    await committed?.catch(() => {
      mayLeave.current = false;
    });
  };
  return (
    <LateConfirmDialog
      open
      onOpenChange={() => setTarget(null)}
      title="Leave without saving?"
      description="What you changed on this page is not saved yet."
      confirm="Leave"
      onConfirm={leave}
    />
  );
}
