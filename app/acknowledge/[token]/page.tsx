import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Wordmark } from '@/components/brand/mark';
import { AcknowledgeCard } from '@/components/incidents/acknowledge-card';
import { ClockProvider } from '@/components/time/clock';
import { getAcknowledgeLink, type LinkDeps } from '@/lib/alerting/acknowledge-by-link';
import { isProductError } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { linkSigner } from '@/lib/core/link-signer';
import { webRuntime } from '@/lib/web/runtime';

export const metadata: Metadata = {
  title: 'Acknowledge',
  referrer: 'no-referrer',
  robots: { index: false, follow: false },
};

/** Opening it changes nothing: chats and mail scanners open every link. */
export default async function AcknowledgePage({ params }: { params: Promise<{ token: string }> }) {
  const token = decodeURIComponent((await params).token);
  const now = new Date();
  const requestId = newId('req', now.getTime());
  const view = await find({ db: webRuntime().database.db, signer: linkSigner(), now, requestId }, token);
  if (view === null) notFound();
  return (
    <ClockProvider nowMs={now.getTime()}>
      <main className="mx-auto flex min-h-dvh max-w-md flex-col px-6 pt-6">
        <Wordmark size={22} />
        <AcknowledgeCard view={view} action={`/api/acknowledge/${encodeURIComponent(token)}`} />
      </main>
    </ClockProvider>
  );
}

async function find(deps: LinkDeps, token: string) {
  try {
    return await getAcknowledgeLink(deps, token);
  } catch (error) {
    if (isProductError(error) && error.code === 'not_found') return null;
    throw error;
  }
}
