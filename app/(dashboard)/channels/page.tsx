import type { Metadata } from 'next';
import Link from 'next/link';
import { one, type SearchParams } from '@/app/(dashboard)/search-params';
import { ChannelList } from '@/components/channels/channel-list';
import { kindNames } from '@/components/channels/kinds';
import { PageHeader } from '@/components/shell/page-header';
import { Button } from '@/components/ui/button';
import { roleMay } from '@/lib/access/rules/permissions';
import { listChannels } from '@/lib/channels/list-channels';
import { listMembers } from '@/lib/organizations/list-members';
import { listProjects } from '@/lib/projects/list-projects';
import { requireOrgContext } from '@/lib/web/require-org-context';

export const metadata: Metadata = { title: 'Channels' };

export default async function ChannelsPage({ searchParams }: { searchParams: SearchParams }) {
  const { ctx, organization } = await requireOrgContext();
  const projectId = one((await searchParams)['project']);
  const [channels, projects, members] = await Promise.all([
    listChannels(ctx, { limit: 200 }),
    listProjects(ctx, { limit: 200 }),
    listMembers(ctx, { limit: 200 }),
  ]);
  const mayWrite = roleMay(organization.role, 'channel.write');
  return (
    <>
      <PageHeader
        title="Channels"
        actions={
          mayWrite && (
            <Button asChild variant="primary">
              <Link href="/channels/new">New channel</Link>
            </Button>
          )
        }
      >
        Where alerts go. Which of them are told of an incident, and when, says the policy of its monitor.
      </PageHeader>
      <ChannelList
        initial={channels}
        kinds={kindNames()}
        projects={projects.data}
        people={members.data}
        projectId={projectId ?? null}
      />
    </>
  );
}
