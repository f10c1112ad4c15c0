'use client';

import type { RowCommands, RowPlace } from '@/components/status-pages/editor/component-row';
import { RowMenuTrigger } from '@/components/status-pages/editor/row-menu-trigger';
import { Menu, MenuItem, MenuLine } from '@/components/ui/menu';
import type { PageComponentView } from '@/lib/status-pages/schema';

export type RowMenuProps = { line: PageComponentView; place: RowPlace; commands: RowCommands };

/** Mounted when it is asked for, and so it opens at once. */
export function RowMenu({ line, place, commands }: RowMenuProps) {
  const others = line.kind === 'group' ? [] : place.groups.filter(({ id }) => id !== line.group_id);
  const own = place.groups.find(({ id }) => id === line.group_id);
  return (
    <Menu label={`Actions for ${line.name}`} defaultOpen trigger={<RowMenuTrigger line={line} />}>
      <MenuItem onSelect={() => commands.edit(line)}>Edit</MenuItem>
      <MenuItem disabled={place.isFirst} onSelect={() => commands.move(line, -1)}>
        Move up
      </MenuItem>
      <MenuItem disabled={place.isLast} onSelect={() => commands.move(line, 1)}>
        Move down
      </MenuItem>
      {own && <MenuItem onSelect={() => commands.moveInto(line, null)}>Move out of {own.name}</MenuItem>}
      {others.map((group) => (
        <MenuItem key={group.id} onSelect={() => commands.moveInto(line, group.id)}>
          <span className="truncate">Move to {group.name}</span>
        </MenuItem>
      ))}
      <MenuLine />
      <MenuItem onSelect={() => commands.remove(line)}>Delete</MenuItem>
    </Menu>
  );
}
