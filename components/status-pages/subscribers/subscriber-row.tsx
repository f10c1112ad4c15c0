'use client';

import { Mail, MessageSquare, Webhook } from 'lucide-react';
import type { Action } from '@/components/forms/action-result';
import { useCommand } from '@/components/forms/use-action';
import { useMay } from '@/components/shell/shell-context';
import { StateLine } from '@/components/state/state-mark';
import {
  kindWords,
  mayBeAsked,
  scopeWords,
  stateMarks,
  stateWords,
} from '@/components/status-pages/subscribers/words';
import { Ago } from '@/components/time/time';
import { AskButton } from '@/components/ui/ask-button';
import { Button } from '@/components/ui/button';
import type { SubscriberKind } from '@/lib/subscribers/constants';
import type { SubscriberView } from '@/lib/subscribers/schema';

export type SubscriberRowActions = { resend: Action<unknown>; remove: Action<unknown> };

type SubscriberRowProps = {
  subscriber: SubscriberView;
  names: ReadonlyMap<string, string>;
  actions: SubscriberRowActions;
};

const icons: Record<SubscriberKind, typeof Mail> = { email: Mail, webhook: Webhook, slack: MessageSquare };

export function SubscriberRow({ subscriber, names, actions }: SubscriberRowProps) {
  const { kind, address, state, disabled_reason, last_notified_at, created_at } = subscriber;
  const mayWrite = useMay('subscriber.write');
  const Icon = icons[kind];
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)] items-start gap-x-3 gap-y-1 border-b border-line py-2.5 last:border-0 md:grid-cols-[auto_minmax(0,1fr)_11rem_11rem]">
      <Icon size={15} aria-hidden="true" className="mt-1 text-ink-faint" />
      <div className="min-w-0">
        <p className="font-medium break-all">
          <span className="sr-only">{kindWords[kind]}: </span>
          {address}
        </p>
        <p className="text-sm break-words text-ink-faint">Hears of: {scopeWords(subscriber, names)}</p>
        {disabled_reason !== null && <p className="text-sm break-words text-danger">{disabled_reason}</p>}
      </div>
      <div className="text-sm max-md:col-start-2">
        <StateLine state={stateMarks[state]} words={stateWords[state]} />
        <p className="text-ink-faint">
          {last_notified_at === null ? (
            <>
              added <Ago at={created_at} />
            </>
          ) : (
            <>
              last told <Ago at={last_notified_at} />
            </>
          )}
        </p>
      </div>
      {mayWrite && (
        <div className="flex flex-wrap gap-1 max-md:col-start-2 max-md:-ml-2 md:justify-end">
          <Buttons subscriber={subscriber} actions={actions} />
        </div>
      )}
    </li>
  );
}

function Buttons({ subscriber, actions }: Omit<SubscriberRowProps, 'names'>) {
  const { pending, run } = useCommand();
  const { id, page_id, address, state, kind } = subscriber;
  const ask = () =>
    void run('resend', () => actions.resend({ page_id, id }), `Asked ${address} to confirm once more.`);
  const remove = async () =>
    void (await run('remove', () => actions.remove({ page_id, id }), `Removed ${address}.`));
  return (
    <>
      {mayBeAsked(subscriber) && (
        <Button size="sm" variant="ghost" pending={pending === 'resend'} onClick={ask}>
          {state === 'unconfirmed' ? 'Ask again' : 'Ask to come back'}
          <span className="sr-only"> {address}</span>
        </Button>
      )}
      <AskButton
        size="sm"
        variant="danger-quiet"
        title={`Remove ${address}?`}
        description={
          kind === 'email'
            ? 'Nothing more is sent to it, what waits to be sent neither. Who wants to may subscribe again.'
            : 'Nothing more is sent to it, what waits to be sent neither.'
        }
        confirm="Remove subscriber"
        onConfirm={remove}
      >
        Remove<span className="sr-only"> {address}</span>
      </AskButton>
    </>
  );
}
