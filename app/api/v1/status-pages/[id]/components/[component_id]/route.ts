import { deletePageComponent } from '@/lib/status-pages/delete-page-component';
import { pageComponentRef, pageComponentView, updatePageComponentInput } from '@/lib/status-pages/schema';
import { updatePageComponent } from '@/lib/status-pages/update-page-component';
import { nothing, one } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute(
  '/api/v1/status-pages/{page_id}/components/{id}',
  {
    PATCH: operation({
      operationId: 'updatePageComponent',
      summary: 'Change a component of a status page',
      description: 'What is left out stays. Where it stands is changed by the order of the page.',
      tag: 'status-pages',
      scope: 'write',
      input: updatePageComponentInput,
      answer: one(pageComponentView),
      verb: updatePageComponent,
    }),
    DELETE: operation({
      operationId: 'deletePageComponent',
      summary: 'Remove a component from a status page',
      description: 'What stands in a group moves to its place. The monitor stays.',
      tag: 'status-pages',
      scope: 'write',
      input: pageComponentRef,
      answer: nothing,
      verb: deletePageComponent,
    }),
  },
);
