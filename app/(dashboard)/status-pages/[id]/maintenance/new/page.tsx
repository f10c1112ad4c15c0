import type { Metadata } from 'next';
import Link from 'next/link';
import { createPageMaintenanceAction } from '@/app/(dashboard)/status-pages/[id]/incidents/actions';
import { loadStatusPage } from '@/app/(dashboard)/status-pages/load-page';
import { Forbidden } from '@/components/settings/forbidden';
import { PageHeader } from '@/components/shell/page-header';
import { NewMaintenance } from '@/components/status-pages/composer/new-maintenance';
import { Button } from '@/components/ui/button';
import { roleMay } from '@/lib/access/rules/permissions';
import { requireOrgContext } from '@/lib/web/require-org-context';

export const metadata: Metadata = { title: 'Announce maintenance' };

export default async function NewPageMaintenancePage({ params }: { params: Promise<{ id: string }> }) {
  const { organization } = await requireOrgContext();
  const page = await loadStatusPage((await params).id);
  if (!roleMay(organization.role, 'status_page.write')) return <Forbidden what="this form" from="editor" />;
  const back = { href: `/status-pages/${page.id}/incidents`, name: 'Incidents' };
  return (
    <>
      <PageHeader level={2} back={back} title="Announce maintenance">
        <p>
          On this page alone. Work that also keeps alerts silent is planned under{' '}
          <Link className="link" href="/maintenance/new">
            Maintenance
          </Link>
          , and announced from there.
        </p>
      </PageHeader>
      <NewMaintenance
        page={page}
        create={createPageMaintenanceAction}
        cancel={
          <Button asChild variant="ghost">
            <Link href={back.href}>Cancel</Link>
          </Button>
        }
      />
    </>
  );
}
