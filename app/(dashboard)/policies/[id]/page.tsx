import type { Metadata } from 'next';
import Link from 'next/link';
import { orNotFound } from '@/app/(dashboard)/page-access';
import { deletePolicyAction, updatePolicyAction } from '@/app/(dashboard)/policies/actions';
import { loadChoices } from '@/app/(dashboard)/policies/load-choices';
import { PolicyForm } from '@/components/policies/policy-form';
import { RemovePolicy } from '@/components/policies/remove-policy';
import { Sentences } from '@/components/policies/summary';
import { PageHeader } from '@/components/shell/page-header';
import { Button } from '@/components/ui/button';
import { roleMay } from '@/lib/access/rules/permissions';
import { getPolicy } from '@/lib/policies/get-policy';
import { requireOrgContext } from '@/lib/web/require-org-context';

export const metadata: Metadata = { title: 'Policy' };

export default async function PolicyPage({ params }: { params: Promise<{ id: string }> }) {
  const { ctx, organization } = await requireOrgContext();
  const policy = await orNotFound(getPolicy(ctx, await params));
  const mayWrite = roleMay(organization.role, 'policy.write');
  return (
    <>
      <PageHeader
        title={policy.name}
        back={{ href: '/policies', name: 'Policies' }}
        actions={
          <>
            <Button asChild>
              <Link href={`/policies/backtest?policy=${policy.id}`}>Try on the past</Link>
            </Button>
            {mayWrite && <RemovePolicy policy={policy} remove={deletePolicyAction} />}
          </>
        }
      >
        {policy.is_default
          ? 'The default of its project.'
          : `Monitors that name it: ${policy.monitor_count}.`}
      </PageHeader>
      {mayWrite ? (
        <PolicyForm
          key={policy.updated_at}
          policy={policy}
          choices={await loadChoices(ctx)}
          projectId={policy.project_id}
          save={updatePolicyAction}
          cancel={
            <Button asChild variant="ghost">
              <Link href="/policies">Cancel</Link>
            </Button>
          }
        />
      ) : (
        <Sentences lines={policy.summary} />
      )}
    </>
  );
}
