import type { Metadata } from 'next';
import Link from 'next/link';
import { one, type SearchParams } from '@/app/(dashboard)/search-params';
import { PolicyList } from '@/components/policies/policy-list';
import { PageHeader } from '@/components/shell/page-header';
import { Button } from '@/components/ui/button';
import { roleMay } from '@/lib/access/rules/permissions';
import { listPolicies } from '@/lib/policies/list-policies';
import { listProjects } from '@/lib/projects/list-projects';
import { requireOrgContext } from '@/lib/web/require-org-context';

export const metadata: Metadata = { title: 'Policies' };

export default async function PoliciesPage({ searchParams }: { searchParams: SearchParams }) {
  const { ctx, organization } = await requireOrgContext();
  const projectId = one((await searchParams)['project']) ?? null;
  const [policies, projects] = await Promise.all([
    listPolicies(ctx, { limit: 200 }),
    listProjects(ctx, { limit: 200 }),
  ]);
  return (
    <>
      <PageHeader
        title="Policies"
        actions={
          <>
            <Button asChild>
              <Link href={within('/policies/backtest', projectId)}>Try on the past</Link>
            </Button>
            {roleMay(organization.role, 'policy.write') && (
              <Button asChild variant="primary">
                <Link href={within('/policies/new', projectId)}>New policy</Link>
              </Button>
            )}
          </>
        }
      >
        Who is told of an incident, when, and in which steps.
      </PageHeader>
      <PolicyList
        initial={policies}
        projects={projects.data.map(({ id, name }) => ({ id, name }))}
        projectId={projectId}
      />
    </>
  );
}

function within(path: string, projectId: string | null): string {
  return projectId === null ? path : `${path}?project=${projectId}`;
}
