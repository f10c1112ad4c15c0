import { getMailboxMessage } from '@/lib/email/get-mailbox-message';
import { listMailboxMessages } from '@/lib/email/list-mailbox-messages';
import {
  listMailboxMessagesInput,
  mailboxMessageRef,
  mailboxMessageSummaryView,
  mailboxMessageView,
} from '@/lib/email/schema';
import { one, pageOf } from '@/lib/web/answers';
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
];
