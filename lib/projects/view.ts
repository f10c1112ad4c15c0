import { may } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import type { ProjectRow } from '@/lib/projects/queries';
import type { ProjectView } from '@/lib/projects/schema';

export function toProjectView(ctx: Ctx, row: ProjectRow): ProjectView {
  return {
    id: row.id,
    name: row.name,
    slug: row.slug,
    ...(may(ctx, 'monitor.write') ? { ping_key: row.pingKey } : {}),
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}
