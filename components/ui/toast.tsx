'use client';

import { Check, TriangleAlert, X } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import {
  currentToasts,
  dismissToast,
  serverToasts,
  subscribeToasts,
  type Toast,
} from '@/components/ui/toast-store';

const lifeMs = 6000;

/** Short messages about what was just done. Failures stay until dismissed, so that nobody misses one. */
export function Toaster() {
  const toasts = useSyncExternalStore(subscribeToasts, currentToasts, serverToasts);
  const [held, setHeld] = useState(false);
  return (
    <section
      aria-label="Messages"
      aria-live="polite"
      className="pointer-events-none fixed right-4 bottom-20 left-4 z-60 flex flex-col items-end gap-2 md:bottom-4"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {toasts.map((toast) => (
        <ToastLine key={toast.id} toast={toast} held={held} />
      ))}
    </section>
  );
}

function ToastLine({ toast, held }: { toast: Toast; held: boolean }) {
  useEffect(() => {
    if (held || toast.tone === 'failed') return;
    const timer = setTimeout(() => dismissToast(toast.id), lifeMs);
    return () => clearTimeout(timer);
  }, [held, toast]);
  const Icon = toast.tone === 'done' ? Check : TriangleAlert;
  return (
    <div className="pointer-events-auto flex w-full max-w-96 animate-rise items-start gap-2.5 rounded-md bg-ink py-2 pr-2 pl-3 text-on-ink shadow-float">
      <Icon size={16} aria-hidden="true" className="mt-[3px] shrink-0" />
      <p className="grow">
        {toast.tone === 'failed' && <span className="sr-only">Failed: </span>}
        {toast.message}
      </p>
      {toast.action && (
        <button
          type="button"
          className="h-6 shrink-0 px-1 font-medium underline underline-offset-2 focus-visible:outline-on-ink"
          onClick={() => {
            toast.action?.run();
            dismissToast(toast.id);
          }}
        >
          {toast.action.label}
        </button>
      )}
      <button
        type="button"
        aria-label="Dismiss"
        className="inline-flex size-6 shrink-0 items-center justify-center rounded-sm hover:bg-on-ink/15 focus-visible:outline-on-ink"
        onClick={() => dismissToast(toast.id)}
      >
        <X size={14} aria-hidden="true" />
      </button>
    </div>
  );
}
