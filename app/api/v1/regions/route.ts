import { listRegions } from '@/lib/regions/list-regions';
import { regionView } from '@/lib/regions/schema';
import { all } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/api/v1/regions', {
  GET: operation({
    operationId: 'listRegions',
    summary: 'List the regions in which probers run',
    tag: 'regions',
    scope: 'read',
    input: null,
    answer: all(regionView),
    verb: (ctx) => listRegions(ctx),
  }),
});
