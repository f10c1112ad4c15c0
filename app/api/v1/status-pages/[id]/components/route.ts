import { createPageComponent } from '@/lib/status-pages/create-page-component';
import { createPageComponentInput, pageComponentView } from '@/lib/status-pages/schema';
import { created } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute(
  '/api/v1/status-pages/{page_id}/components',
  {
    POST: operation({
      operationId: 'createPageComponent',
      summary: 'Add a component to a status page',
      description:
        'A monitor, something that people say the state of by hand (`static`), or a group. It stands last on the page, or in its group.',
      tag: 'status-pages',
      scope: 'write',
      input: createPageComponentInput,
      answer: created(
        pageComponentView,
        ({ page_id, id }) => `/api/v1/status-pages/${page_id}/components/${id}`,
      ),
      verb: createPageComponent,
    }),
  },
);
