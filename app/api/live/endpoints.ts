import { getMailboxMessage } from '@/lib/email/get-mailbox-message';
import { listMailboxMessages } from '@/lib/email/list-mailbox-messages';
import {
  listMailboxMessagesInput,
  mailboxMessageRef,
  mailboxMessageSummaryView,
  mailboxMessageView,
} from '@/lib/email/schema';
import { listOutagePages } from '@/lib/page-incidents/list-outage-pages';
import { listPageDrafts } from '@/lib/page-incidents/list-page-drafts';
import {
  listOutagePagesInput,
  listPageDraftsInput,
  outagePageView,
  pageDraftView,
} from '@/lib/page-incidents/schema';
import { listPageStates } from '@/lib/snapshots/list-page-states';
import { listPageStatesInput, pageStateView } from '@/lib/snapshots/schema';
import { all, one, pageOf } from '@/lib/web/answers';
import type { Endpoint } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

/** What only the dashboard reads. Their paths stand beside those of the API, where nothing serves them. */
export const liveEndpoints: readonly Endpoint[] = [
  {
    path: '/api/v1/mailbox',
    operations: {
      GET: operation({
        operationId: 'listMailboxMessages',
        summary: 'List the messages of the local mailbox',
        tag: 'mailbox',
        scope: 'read',
        input: listMailboxMessagesInput,
        answer: pageOf(mailboxMessageSummaryView),
        verb: listMailboxMessages,
      }),
    },
  },
  {
    path: '/api/v1/mailbox/{id}',
    operations: {
      GET: operation({
        operationId: 'getMailboxMessage',
        summary: 'Get a message of the local mailbox',
        tag: 'mailbox',
        scope: 'read',
        input: mailboxMessageRef,
        answer: one(mailboxMessageView),
        verb: getMailboxMessage,
      }),
    },
  },
  {
    path: '/api/v1/dashboard/page-drafts',
    operations: {
      GET: operation({
        operationId: 'listPageDrafts',
        summary: 'List what waits to be published on status pages',
        tag: 'status-pages',
        scope: 'read',
        input: listPageDraftsInput,
        answer: all(pageDraftView),
        verb: listPageDrafts,
      }),
    },
  },
  {
    path: '/api/v1/dashboard/outage-pages/{incident_id}',
    operations: {
      GET: operation({
        operationId: 'listOutagePages',
        summary: 'List the status pages that could tell of an outage',
        tag: 'status-pages',
        scope: 'read',
        input: listOutagePagesInput,
        answer: all(outagePageView),
        verb: listOutagePages,
      }),
    },
  },
  {
    path: '/api/v1/status-pages/states',
    operations: {
      GET: operation({
        operationId: 'listPageStates',
        summary: 'List what each published page says just now',
        tag: 'status-pages',
        scope: 'read',
        input: listPageStatesInput,
        answer: all(pageStateView),
        verb: listPageStates,
      }),
    },
  },
];
