import { deleteStatusPage } from '@/lib/status-pages/delete-status-page';
import { getStatusPage } from '@/lib/status-pages/get-status-page';
import { statusPageRef, statusPageView, updateStatusPageInput } from '@/lib/status-pages/schema';
import { updateStatusPage } from '@/lib/status-pages/update-status-page';
import { nothing, one } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';
import { statusPageVersion } from '@/lib/web/versions';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/api/v1/status-pages/{id}', {
  GET: operation({
    operationId: 'getStatusPage',
    summary: 'Get a status page with its components',
    tag: 'status-pages',
    scope: 'read',
    input: statusPageRef,
    answer: one(statusPageView),
    verb: getStatusPage,
    version: statusPageVersion,
  }),
  PATCH: operation({
    operationId: 'updateStatusPage',
    summary: 'Change a status page',
    description: 'What is left out stays. `branding` and `settings` are replaced as a whole.',
    tag: 'status-pages',
    scope: 'write',
    input: updateStatusPageInput,
    answer: one(statusPageView),
    verb: updateStatusPage,
    version: statusPageVersion,
  }),
  DELETE: operation({
    operationId: 'deleteStatusPage',
    summary: 'Delete a status page',
    description: 'With its components, incidents, subscribers and domains.',
    tag: 'status-pages',
    scope: 'write',
    input: statusPageRef,
    answer: nothing,
    verb: deleteStatusPage,
    version: statusPageVersion,
  }),
});
