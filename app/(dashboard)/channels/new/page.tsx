import type { Metadata } from 'next';
import { createChannelAction } from '@/app/(dashboard)/channels/actions';
import { one, type SearchParams } from '@/app/(dashboard)/search-params';
import { NewChannel } from '@/components/channels/new-channel';
import { Forbidden } from '@/components/settings/forbidden';
import { PageHeader } from '@/components/shell/page-header';
import { roleMay } from '@/lib/access/rules/permissions';
import { listProjects } from '@/lib/projects/list-projects';
import { requireOrgContext } from '@/lib/web/require-org-context';

export const metadata: Metadata = { title: 'New channel' };

export default async function NewChannelPage({ searchParams }: { searchParams: SearchParams }) {
  const { ctx, organization } = await requireOrgContext();
  if (!roleMay(organization.role, 'channel.write')) return <Forbidden what="this form" from="editor" />;
  const projects = await listProjects(ctx, { limit: 200 });
  const wanted = one((await searchParams)['project']);
  const chosen = projects.data.find((project) => project.id === wanted) ?? projects.data[0];
  return (
    <>
      <PageHeader title="New channel" back={{ href: '/channels', name: 'Channels' }} />
      <NewChannel projects={projects.data} projectId={chosen?.id ?? ''} create={createChannelAction} />
    </>
  );
}
