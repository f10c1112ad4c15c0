import type { ReactNode } from 'react';
import { signOutAction } from '@/app/(auth)/actions';
import { readTheme } from '@/app/theme';
import { LiveProvider } from '@/components/live/live-provider';
import { LiveStatus } from '@/components/live/live-status';
import { Shell } from '@/components/shell/shell';
import { getDashboardSummary } from '@/lib/pipeline/get-dashboard-summary';
import { listProjects } from '@/lib/projects/list-projects';
import { requireOrgContext } from '@/lib/web/require-org-context';

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const { ctx, user, organization } = await requireOrgContext();
  const [projects, summary, theme] = await Promise.all([
    listProjects(ctx, { limit: 200 }),
    getDashboardSummary(ctx, {}),
    readTheme(),
  ]);
  return (
    <LiveProvider>
      <Shell
        signOut={signOutAction}
        live={<LiveStatus />}
        data={{
          user: { name: user.name ?? '', email: user.email },
          organization: { id: organization.id, name: organization.name },
          role: organization.role,
          projects: projects.data.map(({ id, name }) => ({ id, name })),
          openIncidents: summary.open_incidents,
          theme,
          nowMs: ctx.now.getTime(),
        }}
      >
        {children}
      </Shell>
    </LiveProvider>
  );
}
