import type { Metadata } from 'next';
import { resendDeliveryAction } from '@/app/(dashboard)/channels/actions';
import { orNotFound } from '@/app/(dashboard)/page-access';
import { DeliveryPage } from '@/components/deliveries/delivery-page';
import { getDelivery } from '@/lib/alerting/get-delivery';
import { requireOrgContext } from '@/lib/web/require-org-context';

export const metadata: Metadata = { title: 'Delivery' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { ctx } = await requireOrgContext();
  const delivery = await orNotFound(getDelivery(ctx, await params));
  return <DeliveryPage initial={{ data: delivery }} resend={resendDeliveryAction} />;
}
