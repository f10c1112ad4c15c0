import type { Metadata } from 'next';
import {
  deleteChannelAction,
  liftSuppressionAction,
  previewChannelAction,
  resendDeliveryAction,
  rotateSigningSecretAction,
  testChannelAction,
  updateChannelAction,
} from '@/app/(dashboard)/channels/actions';
import { orNotFound } from '@/app/(dashboard)/page-access';
import { ChannelPage } from '@/components/channels/channel-page';
import { kindView } from '@/components/channels/kinds';
import { getChannel } from '@/lib/channels/get-channel';
import { listMembers } from '@/lib/organizations/list-members';
import { listProjects } from '@/lib/projects/list-projects';
import { requireOrgContext } from '@/lib/web/require-org-context';

export const metadata: Metadata = { title: 'Channel' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { ctx } = await requireOrgContext();
  const channel = await orNotFound(getChannel(ctx, await params));
  const [projects, members] = await Promise.all([
    listProjects(ctx, { limit: 200 }),
    listMembers(ctx, { limit: 200 }),
  ]);
  return (
    <ChannelPage
      initial={{ data: channel }}
      kind={kindView(channel.type)}
      project={projects.data.find(({ id }) => id === channel.project_id)?.name ?? null}
      person={members.data.find(({ user_id }) => user_id === channel.user_id) ?? null}
      actions={{
        update: updateChannelAction,
        remove: deleteChannelAction,
        test: testChannelAction,
        preview: previewChannelAction,
        rotate: rotateSigningSecretAction,
        resend: resendDeliveryAction,
        lift: liftSuppressionAction,
      }}
    />
  );
}
