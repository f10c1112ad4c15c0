import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { createChannelAction, testChannelAction } from '@/app/(dashboard)/channels/actions';
import { createMonitorAction, runMonitorAction } from '@/app/(dashboard)/monitors/actions';
import { Onboarding } from '@/components/auth/onboarding';
import { LiveProvider } from '@/components/live/live-provider';
import { roleMay } from '@/lib/access/rules/permissions';
import { listProjects } from '@/lib/projects/list-projects';
import { requireOrgContext } from '@/lib/web/require-org-context';

export const metadata: Metadata = { title: 'Welcome' };

export default async function WelcomePage() {
  const { ctx, user, organization } = await requireOrgContext();
  const projects = await listProjects(ctx, { limit: 1 });
  const project = projects.data[0];
  if (project === undefined || !roleMay(organization.role, 'monitor.write')) redirect('/');
  return (
    <LiveProvider>
      <Onboarding
        projectId={project.id}
        email={user.email}
        actions={{
          create: createMonitorAction,
          run: runMonitorAction,
          createChannel: createChannelAction,
          testChannel: testChannelAction,
        }}
      />
    </LiveProvider>
  );
}
