import type { ReactNode } from 'react';
import { Stillness } from '@/components/auth/stillness';
import { Wordmark } from '@/components/brand/mark';
import { ClockProvider } from '@/components/time/clock';

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <ClockProvider nowMs={Date.now()}>
      <div className="grid min-h-dvh lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
        <div className="flex flex-col px-6 py-6 sm:px-12">
          <header>
            <Wordmark size={22} />
          </header>
          <main className="mx-auto flex w-full max-w-sm grow flex-col justify-center py-10">{children}</main>
        </div>
        <Stillness />
      </div>
    </ClockProvider>
  );
}
