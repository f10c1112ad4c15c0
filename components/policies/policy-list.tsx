'use client';

import Link from 'next/link';
import { useLive } from '@/components/live/use-live';
import { Sentences } from '@/components/policies/summary';
import { useMay } from '@/components/shell/shell-context';
import { StateLine } from '@/components/state/state-mark';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import type { Page } from '@/lib/core/paging';
import type { PolicyView } from '@/lib/policies/schema';

type PolicyListProps = {
  initial: Page<PolicyView>;
  projects: readonly { id: string; name: string }[];
  projectId: string | null;
};

export function PolicyList({ initial, projects, projectId }: PolicyListProps) {
  const { data } = useLive<Page<PolicyView>>('/policies?limit=200', { initial, every: 30_000 });
  const policies = (data ?? initial).data.filter(
    (policy) => projectId === null || policy.project_id === projectId,
  );
  if (policies.length === 0) return <NoPolicy projectId={projectId} />;
  const inOrder = policies.toSorted((a, b) => Number(b.is_default) - Number(a.is_default));
  return (
    <ul>
      {inOrder.map((policy) => (
        <PolicyRow
          key={policy.id}
          policy={policy}
          project={projects.find(({ id }) => id === policy.project_id)?.name}
        />
      ))}
    </ul>
  );
}

function PolicyRow({ policy, project }: { policy: PolicyView; project: string | undefined }) {
  const isUnheard = policy.reaches.some((count) => count === 0);
  return (
    <li className="relative grid grid-cols-[minmax(0,1fr)] gap-x-8 gap-y-1 border-b border-line py-3 last:border-0 hover:bg-sunken sm:grid-cols-[minmax(0,1fr)_minmax(0,2fr)]">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-2">
          <Link href={`/policies/${policy.id}`} className="link-row font-medium break-words">
            {policy.name}
          </Link>
          {policy.is_default && <Badge>Default</Badge>}
        </p>
        <p className="text-sm text-ink-faint">{[project, usedBy(policy)].filter(Boolean).join(' · ')}</p>
      </div>
      <div className="min-w-0 text-sm text-ink-soft">
        <Sentences lines={policy.summary} />
        {isUnheard && (
          <div className="mt-1">
            <StateLine state="degraded" words="A step reaches nobody" />
          </div>
        )}
      </div>
    </li>
  );
}

function usedBy({ monitor_count: count, is_default }: PolicyView): string {
  if (count > 0) return `named by ${count} ${count === 1 ? 'monitor' : 'monitors'}`;
  return is_default ? 'for all that name none' : 'named by no monitor';
}

function NoPolicy({ projectId }: { projectId: string | null }) {
  const mayWrite = useMay('policy.write');
  return (
    <EmptyState
      title="Everybody is told of everything, at once"
      action={
        mayWrite && (
          <Button asChild variant="primary">
            <Link href={projectId === null ? '/policies/new' : `/policies/new?project=${projectId}`}>
              New policy
            </Link>
          </Button>
        )
      }
    >
      Without a policy, every channel of a project hears that an incident opened and that it is over. A policy
      says who is told first, who comes after while nobody acknowledges, how often to remind, and when to keep
      quiet.
    </EmptyState>
  );
}
