import { deletePageFile } from '@/lib/status-pages/delete-page-file';
import { putPageFile } from '@/lib/status-pages/put-page-file';
import { pageFileRef, pageFileView, putPageFileInput } from '@/lib/status-pages/schema';
import { nothing, one } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute(
  '/api/v1/status-pages/{page_id}/files/{kind}',
  {
    PUT: operation({
      operationId: 'putPageFile',
      summary: 'Upload a logo or the favicon of a status page',
      description:
        'PNG, JPEG, WebP or SVG (the favicon also as ICO), at most 256 KiB and 2048 × 2048 pixels. An SVG that runs or fetches anything is refused.',
      tag: 'status-pages',
      scope: 'write',
      input: putPageFileInput,
      answer: one(pageFileView),
      verb: putPageFile,
      maxBodyBytes: 360 * 1024,
    }),
    DELETE: operation({
      operationId: 'deletePageFile',
      summary: 'Remove a logo or the favicon of a status page',
      tag: 'status-pages',
      scope: 'write',
      input: pageFileRef,
      answer: nothing,
      verb: deletePageFile,
    }),
  },
);
