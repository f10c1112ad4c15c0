import { createStatusPage } from '@/lib/status-pages/create-status-page';
import { listStatusPages } from '@/lib/status-pages/list-status-pages';
import {
  createStatusPageInput,
  listStatusPagesInput,
  statusPageSummaryView,
  statusPageView,
} from '@/lib/status-pages/schema';
import { created, pageOf } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/api/v1/status-pages', {
  GET: operation({
    operationId: 'listStatusPages',
    summary: 'List status pages',
    tag: 'status-pages',
    scope: 'read',
    input: listStatusPagesInput,
    answer: pageOf(statusPageSummaryView),
    verb: listStatusPages,
  }),
  POST: operation({
    operationId: 'createStatusPage',
    summary: 'Create a status page',
    description:
      'Not published unless `is_published` says so. `monitor_ids` become its components at once; without a `slug`, one is made of the name.',
    tag: 'status-pages',
    scope: 'write',
    input: createStatusPageInput,
    answer: created(statusPageView, ({ id }) => `/api/v1/status-pages/${id}`),
    verb: createStatusPage,
  }),
});
