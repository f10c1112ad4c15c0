'use client';

import dynamic from 'next/dynamic';

/** The question before something is done, which loads when it is first asked. */
export const LateConfirmDialog = dynamic(
  async () => (await import('@/components/ui/confirm-dialog')).ConfirmDialog,
  { ssr: false },
);
