'use client';

import { useRouter } from 'next/navigation';
import { ChannelState } from '@/components/channels/channel-list';
import { targetWords } from '@/components/channels/draft';
import { EditChannel } from '@/components/channels/edit-channel';
import { RotateSecret } from '@/components/channels/rotate-secret';
import { TestChannel } from '@/components/channels/test-channel';
import { channelTypeWords } from '@/components/channels/words';
import { DeliveryList } from '@/components/deliveries/delivery-list';
import type { Action } from '@/components/forms/action-result';
import { useCommand } from '@/components/forms/use-action';
import { useLive } from '@/components/live/use-live';
import { PageHeader } from '@/components/shell/page-header';
import { useMay } from '@/components/shell/shell-context';
import { Ago } from '@/components/time/time';
import { Button } from '@/components/ui/button';
import { CheckField } from '@/components/ui/check-field';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Panel } from '@/components/ui/panel';
import type { ChannelTestView } from '@/lib/alerting/schema';
import type { ChannelView, CreatedChannelView } from '@/lib/channels/schema';

export type ChannelActions = {
  update: Action<ChannelView>;
  remove: Action<unknown>;
  test: Action<ChannelTestView>;
  rotate: Action<CreatedChannelView>;
  resend: Action<unknown>;
};

type One = { data: ChannelView };
type ChannelPageProps = {
  initial: One;
  projects: readonly { id: string; name: string }[];
  actions: ChannelActions;
};

export function ChannelPage({ initial, projects, actions }: ChannelPageProps) {
  const { data } = useLive<One>(`/channels/${initial.data.id}`, { initial });
  const channel = (data ?? initial).data;
  const mayWrite = useMay('channel.write');
  const project = projects.find((each) => each.id === channel.project_id);
  return (
    <>
      <PageHeader
        title={channel.name}
        back={{ href: '/channels', name: 'Channels' }}
        actions={mayWrite && <ChannelButtons channel={channel} actions={actions} />}
      >
        {channelTypeWords[channel.type]} to <span className="break-all">{targetWords(channel)}</span>
      </PageHeader>
      <div className="grid gap-x-12 gap-y-10 grid-cols-[minmax(0,1fr)] lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Panel title="Deliveries">
          <DeliveryList channelId={channel.id} resend={actions.resend} />
        </Panel>
        <div className="space-y-10">
          <Panel title="State">
            <div className="space-y-2 pt-1">
              <ChannelState channel={channel} />
              {channel.disabled_reason && <p className="text-ink-soft">{channel.disabled_reason}</p>}
              {channel.last_error && <p className="break-words text-ink-soft">{channel.last_error}</p>}
              <p className="text-ink-soft">
                {channel.last_delivery_at ? (
                  <>
                    Last delivery <Ago at={channel.last_delivery_at} />.
                  </>
                ) : (
                  'Nothing was sent yet. A test shows whether it arrives.'
                )}{' '}
                Told of the incidents of {project?.name ?? 'its project'}.
              </p>
            </div>
          </Panel>
          {mayWrite && channel.type === 'webhook' && (
            <Panel title="Signing secret">
              <RotateSecret channelId={channel.id} rotate={actions.rotate} />
            </Panel>
          )}
        </div>
      </div>
    </>
  );
}

function ChannelButtons({ channel, actions }: { channel: ChannelView; actions: ChannelActions }) {
  const router = useRouter();
  const { pending, run } = useCommand();
  const remove = async () => {
    const result = await run('remove', () => actions.remove({ id: channel.id }), `Deleted ${channel.name}.`);
    if (result.ok) router.push('/channels');
  };
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
      <EditChannel channel={channel} update={actions.update} />
      <ConfirmDialog
        title={`Delete ${channel.name}?`}
        description="Its deliveries go with it, and what is still waiting is not sent."
        confirm="Delete channel"
        onConfirm={remove}
        trigger={<Button variant="danger-quiet">Delete</Button>}
      />
    </>
  );
}
