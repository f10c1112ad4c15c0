'use client';

import Link from 'next/link';
import { type Person, personName } from '@/components/channels/audience-field';
import { KindIcon } from '@/components/channels/kind-icon';
import type { KindName } from '@/components/channels/kinds';
import { useLive } from '@/components/live/use-live';
import { useMay } from '@/components/shell/shell-context';
import { StateLine } from '@/components/state/state-mark';
import { Ago } from '@/components/time/time';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import type { ChannelView } from '@/lib/channels/schema';
import type { Page } from '@/lib/core/paging';

type ChannelListProps = {
  initial: Page<ChannelView>;
  kinds: readonly KindName[];
  projects: readonly { id: string; name: string }[];
  people: readonly Person[];
  projectId: string | null;
};

export function ChannelList({ initial, kinds, projects, people, projectId }: ChannelListProps) {
  const mayWrite = useMay('channel.write');
  const { data } = useLive<Page<ChannelView>>('/channels?limit=200', { initial });
  const channels = (data ?? initial).data.filter(
    (channel) => projectId === null || channel.project_id === projectId,
  );
  if (channels.length === 0) {
    return (
      <EmptyState
        title="Nobody would be told"
        action={
          mayWrite && (
            <Button asChild variant="primary">
              <Link href="/channels/new">New channel</Link>
            </Button>
          )
        }
      >
        An incident is recorded either way, but an alert needs a channel: a mail address, a chat, a phone, or
        a system of your own.
      </EmptyState>
    );
  }
  return (
    <ul>
      {channels.map((channel) => (
        <ChannelRow
          key={channel.id}
          channel={channel}
          kind={kinds.find(({ type }) => type === channel.type)}
          project={projects.find(({ id }) => id === channel.project_id)?.name}
          person={people.find(({ user_id }) => user_id === channel.user_id)}
        />
      ))}
    </ul>
  );
}

type ChannelRowProps = {
  channel: ChannelView;
  kind: KindName | undefined;
  project: string | undefined;
  person: Person | undefined;
};

function ChannelRow({ channel, kind, project, person }: ChannelRowProps) {
  return (
    <li className="relative grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 border-b border-line py-2.5 last:border-0 hover:bg-sunken">
      <KindIcon group={kind?.group ?? 'code'} />
      <div className="min-w-0">
        <Link href={`/channels/${channel.id}`} className="link-row block truncate font-medium">
          {channel.name}
        </Link>
        <p className="truncate text-sm text-ink-faint">
          {[kind?.word ?? channel.type, project, audience(channel, person)].filter(Boolean).join(' · ')}
        </p>
      </div>
      <div className="text-right text-sm">
        <ChannelState channel={channel} />
        <p className="text-ink-faint">
          {channel.last_delivery_at ? <Ago at={channel.last_delivery_at} /> : 'nothing arrived yet'}
        </p>
      </div>
    </li>
  );
}

function audience({ user_id }: ChannelView, person: Person | undefined): string | null {
  if (user_id === null) return null;
  return person === undefined ? 'personal' : `for ${personName(person)}`;
}

export function ChannelState({ channel }: { channel: ChannelView }) {
  if (!channel.enabled) return <StateLine state="paused" words="Switched off" />;
  if (channel.last_error) return <StateLine state="down" words="Last one failed" />;
  if (channel.last_delivery_at === null) return <StateLine state="pending" words="Untried" />;
  return <StateLine state="up" words="Works" />;
}
