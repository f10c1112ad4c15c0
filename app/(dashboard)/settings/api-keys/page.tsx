import type { Metadata } from 'next';
import { createApiKeyAction, revokeApiKeyAction } from '@/app/(dashboard)/settings/api-keys/actions';
import { ApiKeyList } from '@/components/settings/api-key-list';
import { CreateApiKey } from '@/components/settings/create-api-key';
import { Forbidden } from '@/components/settings/forbidden';
import { PageHeader } from '@/components/shell/page-header';
import { roleMay } from '@/lib/access/rules/permissions';
import { listApiKeys } from '@/lib/api-keys/list-api-keys';
import { listProjects } from '@/lib/projects/list-projects';
import { requireOrgContext } from '@/lib/web/require-org-context';

export const metadata: Metadata = { title: 'API keys' };

export default async function ApiKeysPage() {
  const { ctx, organization } = await requireOrgContext();
  if (!roleMay(organization.role, 'api_key.read')) {
    return (
      <>
        <PageHeader title="API keys" />
        <Forbidden what="API keys" from="admin" />
      </>
    );
  }
  const [keys, projects] = await Promise.all([
    listApiKeys(ctx, { limit: 200 }),
    listProjects(ctx, { limit: 200 }),
  ]);
  return (
    <>
      <PageHeader
        title="API keys"
        actions={<CreateApiKey projects={projects.data} create={createApiKeyAction} />}
      >
        For programs that speak to{' '}
        <a className="link text-ink" href="/docs">
          the API
        </a>
        .
      </PageHeader>
      <ApiKeyList keys={keys.data} projects={projects.data} revoke={revokeApiKeyAction} />
    </>
  );
}
