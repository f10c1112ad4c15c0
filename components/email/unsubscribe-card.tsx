import { Button } from '@/components/ui/button';

type Subscription = {
  address: string;
  channel: string;
  project: string;
  state: 'subscribed' | 'unsubscribed' | 'refused';
};

/** One plain form: it works without JavaScript, in whatever a mail program opens. */
export function UnsubscribeCard({ subscription, action }: { subscription: Subscription; action: string }) {
  const { address, channel, project, state } = subscription;
  const { title, text, wish, button } = words[state];
  return (
    <div className="grow py-16">
      <h1 className="text-2xl font-semibold tracking-[-0.02em]">{title}</h1>
      <p className="mt-2 break-words text-ink-soft">
        {text} <span className="text-ink">{address}</span>.
      </p>
      <dl className="mt-6 grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1 border-t border-line pt-4">
        <dt className="text-ink-soft">Channel</dt>
        <dd className="break-words">{channel}</dd>
        <dt className="text-ink-soft">Project</dt>
        <dd className="break-words">{project}</dd>
      </dl>
      {wish === null ? (
        <p className="mt-6 text-ink-soft">
          Mail to this address came back, or was marked as spam. Whoever looks after the channel can let it in
          again on the channel’s page.
        </p>
      ) : (
        <form method="post" action={action} className="mt-6">
          <input type="hidden" name="wish" value={wish} />
          <Button type="submit" variant={wish === 'unsubscribe' ? 'primary' : 'secondary'}>
            {button}
          </Button>
        </form>
      )}
    </div>
  );
}

const words = {
  subscribed: {
    title: 'Stop these mails?',
    text: 'Alerts and reports of this channel will no longer be mailed to',
    wish: 'unsubscribe',
    button: 'Unsubscribe',
  },
  unsubscribed: {
    title: 'You are unsubscribed',
    text: 'This channel sends no more mail to',
    wish: 'resubscribe',
    button: 'Undo',
  },
  refused: {
    title: 'No mail is sent here',
    text: 'This channel sends no mail to',
    wish: null,
    button: '',
  },
} as const;
