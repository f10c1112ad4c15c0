import type { Metadata } from 'next';
import {
  createSubscriberAction,
  deleteSubscriberAction,
  resendConfirmationAction,
} from '@/app/(dashboard)/status-pages/[id]/subscribers/actions';
import { loadStatusPage } from '@/app/(dashboard)/status-pages/load-page';
import { Forbidden } from '@/components/settings/forbidden';
import { subscribersPerPage } from '@/components/status-pages/subscribers/page-size';
import { SubscriberList } from '@/components/status-pages/subscribers/subscriber-list';
import { roleMay } from '@/lib/access/rules/permissions';
import { countAudience } from '@/lib/subscribers/count-audience';
import { listSubscribers } from '@/lib/subscribers/list-subscribers';
import { requireOrgContext } from '@/lib/web/require-org-context';

export const metadata: Metadata = { title: 'Subscribers of a status page' };

export default async function SubscribersPage({ params }: { params: Promise<{ id: string }> }) {
  const { ctx, organization } = await requireOrgContext();
  const page = await loadStatusPage((await params).id);
  if (!roleMay(organization.role, 'subscriber.read')) return <Forbidden what="subscribers" from="editor" />;
  const [subscribers, audience] = await Promise.all([
    listSubscribers(ctx, { page_id: page.id, limit: subscribersPerPage }),
    countAudience(ctx, { page_id: page.id }),
  ]);
  return (
    <SubscriberList
      page={page}
      initial={subscribers}
      audience={{ data: audience }}
      actions={{
        create: createSubscriberAction,
        resend: resendConfirmationAction,
        remove: deleteSubscriberAction,
      }}
    />
  );
}
