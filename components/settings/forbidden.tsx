import { EmptyState } from '@/components/ui/empty-state';
import type { Role } from '@/lib/access/constants';

/** For pages that a role may not read. */
export function Forbidden({ what, from }: { what: string; from: Role }) {
  return (
    <EmptyState title={`You may not see ${what}`}>
      This needs the role {from} or above. An owner of the organization can change your role under Members.
    </EmptyState>
  );
}
