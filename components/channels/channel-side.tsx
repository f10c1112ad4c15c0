'use client';

import { type Person, personName } from '@/components/channels/audience-field';
import { ChannelState } from '@/components/channels/channel-list';
import type { ChannelActions } from '@/components/channels/channel-page';
import { RotateSecret } from '@/components/channels/rotate-secret';
import { useCommand } from '@/components/forms/use-action';
import { useMay } from '@/components/shell/shell-context';
import { Ago } from '@/components/time/time';
import { CheckField } from '@/components/ui/check-field';
import { Panel } from '@/components/ui/panel';
import type { ChannelView } from '@/lib/channels/schema';

type ChannelSideProps = {
  channel: ChannelView;
  project: string | null;
  person: Person | null;
  actions: ChannelActions;
};

/** How the channel fares, whom it is for, and what belongs to it besides its target. */
export function ChannelSide({ channel, project, person, actions }: ChannelSideProps) {
  const mayWrite = useMay('channel.write');
  const { pending, run } = useCommand();
  return (
    <div className="min-w-0 space-y-10">
      <Panel title="State">
        <div className="space-y-2 pt-1">
          <ChannelState channel={channel} />
          {channel.disabled_reason && <SwitchedOff reason={channel.disabled_reason} mayWrite={mayWrite} />}
          {channel.last_error && (
            <p className="break-words text-ink-soft">{`Last error: ${channel.last_error}`}</p>
          )}
          <p className="text-ink-soft">
            {channel.last_delivery_at ? (
              <>
                Last delivery <Ago at={channel.last_delivery_at} />.
              </>
            ) : (
              `Nothing has arrived${channel.last_error ? '' : ' or was sent'} yet. A test shows whether it does.`
            )}
          </p>
        </div>
      </Panel>
      <Panel title="Who is it for">
        <p className="pt-1 text-ink-soft">{audience(channel, project, person)}</p>
      </Panel>
      <Panel title="Weekly test">
        <CheckField
          className="pt-1"
          kind="switch"
          label="Test it every week"
          hint="The test stands in the ledger. When it fails, the other channels of the project are told."
          checked={channel.weekly_test}
          disabled={!mayWrite || pending === 'weekly'}
          onChange={(event) => {
            const weekly_test = event.target.checked;
            void run('weekly', () => actions.update({ id: channel.id, weekly_test }));
          }}
        />
      </Panel>
      {mayWrite && channel.is_signed && (
        <Panel title="Signing secret">
          <RotateSecret channelId={channel.id} rotate={actions.rotate} />
        </Panel>
      )}
    </div>
  );
}

function SwitchedOff({ reason, mayWrite }: { reason: string; mayWrite: boolean }) {
  return (
    <>
      <p className="break-words">{`Stillup switched it off: ${reason}`}</p>
      {mayWrite && (
        <p className="text-ink-soft">Mend it under Edit, send a test, and then switch it on again.</p>
      )}
    </>
  );
}

function audience({ user_id }: ChannelView, project: string | null, person: Person | null): string {
  const where = project ?? 'its project';
  if (user_id === null) return `Everybody in ${where}: told of its incidents, as its policy says.`;
  const who = person === null ? 'One member' : personName(person);
  return `${who}: told where a policy or a rota names them.`;
}
