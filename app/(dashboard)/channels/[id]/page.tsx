import type { Metadata } from 'next';
import {
  deleteChannelAction,
  resendDeliveryAction,
  rotateSigningSecretAction,
  testChannelAction,
  updateChannelAction,
} from '@/app/(dashboard)/channels/actions';
import { orNotFound } from '@/app/(dashboard)/page-access';
import { ChannelPage } from '@/components/channels/channel-page';
import { getChannel } from '@/lib/channels/get-channel';
import { listProjects } from '@/lib/projects/list-projects';
import { requireOrgContext } from '@/lib/web/require-org-context';

export const metadata: Metadata = { title: 'Channel' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { ctx } = await requireOrgContext();
  const channel = await orNotFound(getChannel(ctx, await params));
  const projects = await listProjects(ctx, { limit: 200 });
  return (
    <ChannelPage
      initial={{ data: channel }}
      projects={projects.data}
      actions={{
        update: updateChannelAction,
        remove: deleteChannelAction,
        test: testChannelAction,
        rotate: rotateSigningSecretAction,
        resend: resendDeliveryAction,
      }}
    />
  );
}
