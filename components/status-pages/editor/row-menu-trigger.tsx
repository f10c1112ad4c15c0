import { Ellipsis } from 'lucide-react';
import type { ComponentProps } from 'react';
import { Button } from '@/components/ui/button';

export function RowMenuTrigger({ name, ...rest }: { name: string } & ComponentProps<typeof Button>) {
  return (
    <Button variant="ghost" size="icon-sm" aria-label={`Actions for ${name}`} aria-haspopup="menu" {...rest}>
      <Ellipsis size={16} aria-hidden="true" />
    </Button>
  );
}
