'use client';

import { Activity, Folder, type LucideIcon, PencilLine } from 'lucide-react';
import type { CSSProperties, ReactNode, Ref } from 'react';
import { RowMenuButton } from '@/components/status-pages/editor/row-menu-button';
import { componentStatusWords } from '@/components/status-pages/words';
import { Badge } from '@/components/ui/badge';
import { cn } from '@/components/ui/cn';
import { WordSelect } from '@/components/ui/word-select';
import { type ComponentKind, type ComponentStatus, componentStatuses } from '@/lib/status-pages/constants';
import type { PageComponentView } from '@/lib/status-pages/schema';

export type RowCommands = {
  edit: (line: PageComponentView) => void;
  remove: (line: PageComponentView) => void;
  move: (line: PageComponentView, by: -1 | 1) => void;
  moveInto: (line: PageComponentView, groupId: string | null) => void;
  setStatus: (line: PageComponentView, status: ComponentStatus) => void;
};

export type RowPlace = {
  isFirst: boolean;
  isLast: boolean;
  /** How many lines stand in it, of a group. */
  count: number;
  groups: readonly { id: string; name: string }[];
};

type ComponentRowProps = {
  line: PageComponentView;
  place: RowPlace;
  isInGroup: boolean;
  /** Null for whoever may only look. */
  commands: RowCommands | null;
  handle?: ReactNode;
  isDragged?: boolean;
  ref?: Ref<HTMLLIElement>;
  style?: CSSProperties;
};

const icons: Record<ComponentKind, LucideIcon> = { monitor: Activity, static: PencilLine, group: Folder };
const kinds: Record<ComponentKind, string> = { monitor: 'Monitor', static: 'By hand', group: 'Group' };

/** One line of the page: a monitor, something that is said by hand, or the heading of a group. */
export function ComponentRow({
  line,
  place,
  isInGroup,
  commands,
  handle,
  isDragged,
  ref,
  style,
}: ComponentRowProps) {
  const Icon = icons[line.kind];
  return (
    <li
      ref={ref}
      style={style}
      className={cn(
        'relative flex min-h-12 items-center gap-2 border-b border-line bg-canvas py-1.5',
        isInGroup && 'pl-6',
        isDragged && 'z-10 rounded-md border-transparent shadow-float',
      )}
    >
      {handle}
      <Icon size={15} aria-hidden="true" className="shrink-0 text-ink-faint" />
      <div className="flex min-w-0 grow flex-wrap items-center gap-x-3 gap-y-1">
        <div className="min-w-0 grow basis-40">
          <p className={cn('truncate', line.kind === 'group' && 'font-medium')}>
            {line.name}
            <span className="sr-only">, {kinds[line.kind]}</span>
          </p>
          {line.description !== '' && <p className="truncate text-sm text-ink-faint">{line.description}</p>}
          {line.kind === 'group' && place.count === 0 && (
            <p className="text-sm text-ink-faint">
              Empty: drag lines to here, or use “Move to” in their menus.
            </p>
          )}
        </div>
        <RowFlags line={line} />
        {line.kind === 'static' && <StatusChoice line={line} commands={commands} />}
      </div>
      {commands && <RowMenuButton line={line} place={place} commands={commands} />}
    </li>
  );
}

function RowFlags({ line }: { line: PageComponentView }) {
  const flags = [
    line.is_only_shown_if_degraded && 'Only when not well',
    line.kind === 'monitor' && !line.shows_history && 'No history',
    line.shows_response_times && 'Response times',
  ].filter((flag) => flag !== false);
  if (flags.length === 0) return null;
  return (
    <span className="flex flex-wrap gap-1">
      {flags.map((flag) => (
        <Badge key={flag}>{flag}</Badge>
      ))}
    </span>
  );
}

function StatusChoice({ line, commands }: { line: PageComponentView; commands: RowCommands | null }) {
  const status = line.manual_status ?? 'operational';
  if (commands === null) return <span className="text-sm">{componentStatusWords[status]}</span>;
  return (
    <WordSelect
      aria-label={`Status of ${line.name}`}
      className="w-52 max-w-full"
      values={componentStatuses}
      words={componentStatusWords}
      value={status}
      onChange={(chosen) => commands.setStatus(line, chosen)}
    />
  );
}
