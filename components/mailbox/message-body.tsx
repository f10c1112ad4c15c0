'use client';

import { Tabs } from '@/components/ui/tabs';
import type { MailboxMessageView } from '@/lib/email/schema';

/** The HTML is shown in a frame that may run nothing, submit nothing and open links only in a new tab. */
export function MessageBody({ message }: { message: MailboxMessageView }) {
  return (
    <Tabs
      label="Parts of the message"
      tabs={[
        {
          value: 'html',
          label: 'As shown',
          content: (
            <iframe
              title={`Message: ${message.subject}`}
              sandbox="allow-popups allow-popups-to-escape-sandbox"
              srcDoc={`<base target="_blank">${message.html}`}
              className="h-[32rem] w-full rounded-lg border border-line bg-[#fff]"
            />
          ),
        },
        {
          value: 'text',
          label: 'As text',
          content: <pre className="overflow-x-auto text-sm whitespace-pre-wrap">{message.text}</pre>,
        },
        {
          value: 'headers',
          label: 'Headers',
          content: (
            <dl className="space-y-1 font-mono text-sm">
              {Object.entries(message.headers).map(([name, value]) => (
                <div key={name} className="break-words">
                  <dt className="inline text-ink-faint">{name}: </dt>
                  <dd className="inline">{value}</dd>
                </div>
              ))}
            </dl>
          ),
        },
      ]}
    />
  );
}
