import { Ellipsis } from 'lucide-react';
import type { ComponentProps } from 'react';
import { Button } from '@/components/ui/button';
import type { PageComponentView } from '@/lib/status-pages/schema';

type RowMenuTriggerProps = { line: PageComponentView } & ComponentProps<typeof Button>;

/** The menu of a line in the document; its id is the menu's own. */
export function findRowMenu(lineId: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-menu-of="${lineId}"]`);
}

export function RowMenuTrigger({ line, ...rest }: RowMenuTriggerProps) {
  return (
    <Button
      variant="ghost"
      size="icon-sm"
      aria-label={`Actions for ${line.name}`}
      aria-haspopup="menu"
      data-menu-of={line.id}
      {...rest}
    >
      <Ellipsis size={16} aria-hidden="true" />
    </Button>
  );
}
