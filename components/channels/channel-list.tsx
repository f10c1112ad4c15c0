'use client';

import { Mail, Webhook } from 'lucide-react';
import Link from 'next/link';
import { channelTypeWords } from '@/components/channels/words';
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
  projects: readonly { id: string; name: string }[];
  projectId: string | null;
};

const icons = { email: Mail, webhook: Webhook };

export function ChannelList({ initial, projects, projectId }: ChannelListProps) {
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
        An incident is recorded either way, but an alert needs a channel: an e-mail address or a webhook.
      </EmptyState>
    );
  }
  return (
    <ul>
      {channels.map((channel) => {
        const Icon = icons[channel.type];
        return (
          <li
            key={channel.id}
            className="relative grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 border-b border-line py-2.5 last:border-0 hover:bg-sunken"
          >
            <Icon size={17} aria-hidden="true" className="text-ink-faint" />
            <div className="min-w-0">
              <Link href={`/channels/${channel.id}`} className="link-row block truncate font-medium">
                {channel.name}
              </Link>
              <p className="truncate text-sm text-ink-faint">
                {channelTypeWords[channel.type]} ·{' '}
                {projects.find((project) => project.id === channel.project_id)?.name}
              </p>
            </div>
            <div className="text-right text-sm">
              <ChannelState channel={channel} />
              <p className="text-ink-faint">
                {channel.last_delivery_at ? <Ago at={channel.last_delivery_at} /> : 'nothing sent yet'}
              </p>
            </div>
          </li>
        );
      })}
    </ul>
  );
}

export function ChannelState({ channel }: { channel: ChannelView }) {
  if (!channel.enabled) return <StateLine state="paused" words="Switched off" />;
  if (channel.last_error) return <StateLine state="down" words="Last one failed" />;
  if (channel.last_delivery_at === null) return <StateLine state="pending" words="Untried" />;
  return <StateLine state="up" words="Works" />;
}
