import type { Metadata } from 'next';
import Link from 'next/link';
import { createPolicyAction } from '@/app/(dashboard)/policies/actions';
import { loadChoices } from '@/app/(dashboard)/policies/load-choices';
import { one, type SearchParams } from '@/app/(dashboard)/search-params';
import { PolicyForm } from '@/components/policies/policy-form';
import { Forbidden } from '@/components/settings/forbidden';
import { PageHeader } from '@/components/shell/page-header';
import { Button } from '@/components/ui/button';
import { roleMay } from '@/lib/access/rules/permissions';
import { listPolicies } from '@/lib/policies/list-policies';
import { requireOrgContext } from '@/lib/web/require-org-context';

export const metadata: Metadata = { title: 'New policy' };

export default async function NewPolicyPage({ searchParams }: { searchParams: SearchParams }) {
  const { ctx, organization } = await requireOrgContext();
  if (!roleMay(organization.role, 'policy.write')) return <Forbidden what="this form" from="editor" />;
  const choices = await loadChoices(ctx);
  const policies = await listPolicies(ctx, { limit: 200 });
  const wanted = one((await searchParams)['project']);
  const chosen = choices.projects.find(({ id }) => id === wanted) ?? choices.projects[0];
  return (
    <>
      <PageHeader title="New policy" back={{ href: '/policies', name: 'Policies' }} />
      <PolicyForm
        choices={choices}
        projectId={chosen?.id ?? ''}
        withDefault={policies.data.filter(({ is_default }) => is_default).map(({ project_id }) => project_id)}
        save={createPolicyAction}
        cancel={
          <Button asChild variant="ghost">
            <Link href="/policies">Cancel</Link>
          </Button>
        }
      />
    </>
  );
}
