'use client';

import { useRouter } from 'next/navigation';
import type { Action } from '@/components/forms/action-result';
import { useCommand } from '@/components/forms/use-action';
import { useNow } from '@/components/time/clock';
import { Ago, Instant } from '@/components/time/time';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { EmptyState } from '@/components/ui/empty-state';
import { Cell, Head, HeadCell, Row, Table } from '@/components/ui/table';
import type { ApiKeyView } from '@/lib/api-keys/schema';

type ApiKeyListProps = {
  keys: readonly ApiKeyView[];
  projects: readonly { id: string; name: string }[];
  revoke: Action<ApiKeyView>;
};

export function ApiKeyList({ keys, projects, revoke }: ApiKeyListProps) {
  const router = useRouter();
  const { run } = useCommand();
  if (keys.length === 0) {
    return (
      <EmptyState title="No key has been made">
        A key lets a program read or change monitors and incidents, as far as its scopes go.
      </EmptyState>
    );
  }
  const revokeOne = async (key: ApiKeyView) => {
    await run(key.id, () => revoke({ id: key.id }), `${key.name} is revoked.`);
    router.refresh();
  };
  return (
    <Table label="API keys">
      <Head>
        <tr>
          <HeadCell>Key</HeadCell>
          <HeadCell>Scopes</HeadCell>
          <HeadCell className="max-md:hidden">Project</HeadCell>
          <HeadCell className="max-sm:hidden">Last used</HeadCell>
          <HeadCell>State</HeadCell>
          <HeadCell>
            <span className="sr-only">Actions</span>
          </HeadCell>
        </tr>
      </Head>
      <tbody>
        {keys.map((key) => (
          <Row key={key.id}>
            <Cell className="py-2">
              <p className="font-medium">{key.name}</p>
              <p className="font-mono text-xs whitespace-nowrap text-ink-faint">{`sup_…${key.token_end}`}</p>
            </Cell>
            <Cell>
              <span className="flex gap-1">
                {key.scopes.map((scope) => (
                  <Badge key={scope}>{scope}</Badge>
                ))}
              </span>
            </Cell>
            <Cell className="text-ink-soft max-md:hidden">
              {key.project_id === null
                ? 'all'
                : (projects.find((project) => project.id === key.project_id)?.name ?? 'deleted')}
            </Cell>
            <Cell className="whitespace-nowrap text-ink-soft max-sm:hidden">
              {key.last_used_at ? <Ago at={key.last_used_at} /> : 'never'}
            </Cell>
            <Cell className="whitespace-nowrap text-ink-soft">
              <KeyState apiKey={key} />
            </Cell>
            <Cell numeric>
              {key.revoked_at === null && (
                <ConfirmDialog
                  title={`Revoke ${key.name}?`}
                  description="Whatever uses it is refused from now on. This cannot be undone."
                  confirm="Revoke key"
                  onConfirm={() => revokeOne(key)}
                  trigger={
                    <Button variant="danger-quiet" size="sm" aria-label={`Revoke ${key.name}`}>
                      Revoke
                    </Button>
                  }
                />
              )}
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

function KeyState({ apiKey }: { apiKey: ApiKeyView }) {
  const now = useNow();
  if (apiKey.revoked_at !== null) return 'revoked';
  if (apiKey.expires_at === null) return 'works';
  if (new Date(apiKey.expires_at).getTime() <= now) return 'expired';
  return (
    <>
      until <Instant at={apiKey.expires_at} style="day" />
    </>
  );
}
