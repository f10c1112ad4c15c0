'use client';

import type { ComponentProps, ReactNode } from 'react';
import { WhoIsTold } from '@/components/status-pages/composer/who-is-told';
import { Panel } from '@/components/ui/panel';

type TellPanelProps = Omit<ComponentProps<typeof WhoIsTold>, 'isLater'> & { children?: ReactNode };

/** Of what nobody has been told of yet. */
export function TellPanel({ children, ...told }: TellPanelProps) {
  return (
    <Panel title="Who will be told">
      <WhoIsTold {...told} />
      {children}
    </Panel>
  );
}
