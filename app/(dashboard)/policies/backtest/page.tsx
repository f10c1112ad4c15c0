import type { Metadata } from 'next';
import { runBacktestAction } from '@/app/(dashboard)/policies/backtest/actions';
import { one, type SearchParams } from '@/app/(dashboard)/search-params';
import { Backtest } from '@/components/backtests/backtest';
import { PageHeader } from '@/components/shell/page-header';
import { listMonitors } from '@/lib/monitors/list-monitors';
import { listPolicies } from '@/lib/policies/list-policies';
import { listProjects } from '@/lib/projects/list-projects';
import { requireOrgContext } from '@/lib/web/require-org-context';

export const metadata: Metadata = { title: 'Backtest' };

export default async function BacktestPage({ searchParams }: { searchParams: SearchParams }) {
  const { ctx } = await requireOrgContext();
  const params = await searchParams;
  const [projects, monitors, policies] = await Promise.all([
    listProjects(ctx, { limit: 200 }),
    listMonitors(ctx, { limit: 200, type: 'http' }),
    listPolicies(ctx, { limit: 200 }),
  ]);
  const named = ({ id, name }: { id: string; name: string }) => ({ id, name });
  const known = [...monitors.data, ...projects.data].map(({ id }) => id);
  const asked = [one(params['monitor']), one(params['project'])].find((id) => known.includes(id ?? ''));
  const policy = policies.data.find(({ id }) => id === one(params['policy']));
  return (
    <>
      <PageHeader title="Backtest" back={{ href: '/policies', name: 'Policies' }}>
        How many incidents and alerts the past would have brought with other settings.
      </PageHeader>
      <Backtest
        projects={projects.data.map(named)}
        monitors={monitors.data.map(named)}
        policies={policies.data.map(named)}
        what={asked ?? policy?.project_id ?? projects.data[0]?.id ?? ''}
        policyId={policy?.id ?? ''}
        run={runBacktestAction}
      />
    </>
  );
}
