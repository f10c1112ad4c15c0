'use client';

import dynamic from 'next/dynamic';
import Link from 'next/link';
import type { Person } from '@/components/channels/audience-field';
import { ChannelSide } from '@/components/channels/channel-side';
import { EditChannel } from '@/components/channels/edit-channel';
import type { KindView } from '@/components/channels/kinds';
import { TestChannel } from '@/components/channels/test-channel';
import { DeliveryList } from '@/components/deliveries/delivery-list';
import { SuppressedAddresses } from '@/components/email/suppressed-addresses';
import type { Action } from '@/components/forms/action-result';
import { DeleteButton } from '@/components/forms/delete-button';
import { useCommand } from '@/components/forms/use-action';
import { useLive } from '@/components/live/use-live';
import { PageHeader } from '@/components/shell/page-header';
import { useMay } from '@/components/shell/shell-context';
import { CheckField } from '@/components/ui/check-field';
import { Skeleton } from '@/components/ui/empty-state';
import { Panel } from '@/components/ui/panel';
import type { ChannelPreviewView, ChannelTestView } from '@/lib/alerting/schema';
import type { ChannelView, CreatedChannelView } from '@/lib/channels/schema';
import { targetOf } from '@/lib/notifiers/rules/kind';

export type ChannelActions = {
  update: Action<ChannelView>;
  remove: Action<unknown>;
  test: Action<ChannelTestView>;
  preview: Action<ChannelPreviewView>;
  rotate: Action<CreatedChannelView>;
  resend: Action<unknown>;
  lift: Action<unknown>;
};

const TemplateEditor = dynamic(
  async () => (await import('@/components/channels/template-editor')).TemplateEditor,
  { ssr: false, loading: () => <Skeleton className="h-60 w-full" /> },
);

type One = { data: ChannelView };
type ChannelPageProps = {
  initial: One;
  kind: KindView;
  project: string | null;
  person: Person | null;
  actions: ChannelActions;
};

export function ChannelPage({ initial, kind, project, person, actions }: ChannelPageProps) {
  const { data } = useLive<One>(`/channels/${initial.data.id}`, { initial });
  const channel = (data ?? initial).data;
  const mayWrite = useMay('channel.write');
  const target = targetOf(kind, channel.config);
  return (
    <>
      <PageHeader
        title={channel.name}
        back={{ href: '/channels', name: 'Channels' }}
        actions={mayWrite && <ChannelButtons channel={channel} kind={kind} actions={actions} />}
      >
        {kind.word}
        {target !== '' && (
          <>
            {' to '}
            <span className="break-all">{target}</span>
          </>
        )}
      </PageHeader>
      <div className="grid gap-x-12 gap-y-10 grid-cols-[minmax(0,1fr)] lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0 space-y-10 max-lg:order-last">
          <Panel
            title="Deliveries"
            action={
              <Link href={`/deliveries?channel=${channel.id}`} className="link text-sm">
                In the ledger
              </Link>
            }
          >
            <DeliveryList filter={{ channel_id: channel.id }} perPage={10} resend={actions.resend} />
          </Panel>
          {kind.group === 'mail' && (
            <SuppressedAddresses channelId={channel.id} mayWrite={mayWrite} lift={actions.lift} />
          )}
          {mayWrite && (
            <Panel title="Words of its messages">
              <TemplateEditor channel={channel} update={actions.update} preview={actions.preview} />
            </Panel>
          )}
        </div>
        <ChannelSide channel={channel} project={project} person={person} actions={actions} />
      </div>
    </>
  );
}

type ButtonsProps = { channel: ChannelView; kind: KindView; actions: ChannelActions };

function ChannelButtons({ channel, kind, actions }: ButtonsProps) {
  const { pending, run } = useCommand();
  return (
    <>
      <CheckField
        kind="switch"
        label="Switched on"
        checked={channel.enabled}
        disabled={pending === 'switch'}
        onChange={(event) => {
          const enabled = event.target.checked;
          void run('switch', () => actions.update({ id: channel.id, enabled }));
        }}
      />
      <TestChannel channel={channel} test={actions.test} />
      <EditChannel channel={channel} kind={kind} update={actions.update} />
      <DeleteButton
        noun="channel"
        name={channel.name}
        consequence="Its deliveries go with it, and what is still waiting is not sent."
        remove={() => actions.remove({ id: channel.id })}
        back="/channels"
      />
    </>
  );
}
