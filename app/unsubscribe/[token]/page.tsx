import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Wordmark } from '@/components/brand/mark';
import { UnsubscribeCard } from '@/components/email/unsubscribe-card';
import { getSubscription, type LinkDeps } from '@/lib/alerting/unsubscribe';
import { isProductError } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { linkSigner } from '@/lib/core/link-signer';
import { webRuntime } from '@/lib/web/runtime';

export const metadata: Metadata = {
  title: 'Unsubscribe',
  referrer: 'no-referrer',
  robots: { index: false, follow: false },
};

/** Opening it changes nothing: mail scanners open every link. */
export default async function UnsubscribePage({ params }: { params: Promise<{ token: string }> }) {
  const token = decodeURIComponent((await params).token);
  const now = new Date();
  const requestId = newId('req', now.getTime());
  const deps = { db: webRuntime().database.db, signer: linkSigner(), now, requestId };
  const subscription = await find(deps, token);
  if (subscription === null) notFound();
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col px-6 py-10">
      <Wordmark size={22} />
      <UnsubscribeCard subscription={subscription} action={`/api/unsubscribe/${encodeURIComponent(token)}`} />
    </main>
  );
}

async function find(deps: LinkDeps, token: string) {
  try {
    return await getSubscription(deps, token);
  } catch (error) {
    if (isProductError(error) && error.code === 'not_found') return null;
    throw error;
  }
}
