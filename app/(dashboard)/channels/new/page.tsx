import type { Metadata } from 'next';
import { createChannelAction } from '@/app/(dashboard)/channels/actions';
import { one, type SearchParams } from '@/app/(dashboard)/search-params';
import { KindPicker } from '@/components/channels/kind-picker';
import { kindChoices, kindView } from '@/components/channels/kinds';
import { NewChannel } from '@/components/channels/new-channel';
import { SetupSteps } from '@/components/channels/setup-steps';
import { queryPath } from '@/components/lists/query-path';
import { Forbidden } from '@/components/settings/forbidden';
import { PageHeader } from '@/components/shell/page-header';
import { roleMay } from '@/lib/access/rules/permissions';
import { channelTypes } from '@/lib/notifiers/constants';
import { listMembers } from '@/lib/organizations/list-members';
import { listProjects } from '@/lib/projects/list-projects';
import { requireOrgContext } from '@/lib/web/require-org-context';

export const metadata: Metadata = { title: 'New channel' };

export default async function NewChannelPage({ searchParams }: { searchParams: SearchParams }) {
  const { ctx, organization } = await requireOrgContext();
  if (!roleMay(organization.role, 'channel.write')) return <Forbidden what="this form" from="editor" />;
  const params = await searchParams;
  const wanted = one(params['project']);
  const type = channelTypes.find((each) => each === one(params['type']));
  if (type === undefined) {
    return (
      <>
        <PageHeader title="New channel" back={{ href: '/channels', name: 'Channels' }}>
          Where should alerts go?
        </PageHeader>
        <KindPicker kinds={kindChoices()} projectId={wanted ?? null} />
      </>
    );
  }
  const [projects, members] = await Promise.all([
    listProjects(ctx, { limit: 200 }),
    listMembers(ctx, { limit: 200 }),
  ]);
  const chosen = projects.data.find((project) => project.id === wanted) ?? projects.data[0];
  const kind = kindView(type);
  return (
    <>
      <PageHeader
        title={`New channel: ${kind.word}`}
        back={{ href: queryPath('/channels/new', { project: wanted ?? null }), name: 'All kinds' }}
      >
        {kind.summary}
      </PageHeader>
      <div className="grid gap-x-12 gap-y-8 grid-cols-[minmax(0,1fr)] lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="lg:order-last">
          <SetupSteps kind={kind} />
        </div>
        <NewChannel
          key={type}
          kind={kind}
          projects={projects.data}
          projectId={chosen?.id ?? ''}
          people={members.data}
          create={createChannelAction}
        />
      </div>
    </>
  );
}
