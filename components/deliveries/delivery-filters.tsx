'use client';

import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { deliveryWords, transitionWords } from '@/components/channels/words';
import { useAddress } from '@/components/lists/use-address';
import { Button } from '@/components/ui/button';
import { Select } from '@/components/ui/controls';
import { deliveryStatuses, deliveryTransitions } from '@/lib/alerting/constants';

/** Which deliveries are listed; it stands in the address, so that a look at the ledger can be linked to. */
export function DeliveryFilters({ channels }: { channels: readonly { id: string; name: string }[] }) {
  const { params, set } = useAddress();
  const incident = params.get('incident');
  return (
    <search className="mb-3 flex flex-wrap items-center gap-2">
      <Choice label="Channel" name="channel" all="Every channel">
        {channels.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Choice>
      <Choice label="State" name="status" all="Every state">
        {deliveryStatuses.map((status) => (
          <option key={status} value={status}>
            {deliveryWords(status)}
          </option>
        ))}
      </Choice>
      <Choice label="What it tells" name="transition" all="Every message">
        {deliveryTransitions.map((transition) => (
          <option key={transition} value={transition}>
            {transitionWords[transition]}
          </option>
        ))}
      </Choice>
      {incident !== null && (
        <Button size="sm" onClick={() => set('incident', null)}>
          Of one incident <X size={14} aria-hidden="true" />
          <span className="sr-only">, show those of all</span>
        </Button>
      )}
    </search>
  );
}

type ChoiceProps = { label: string; name: string; all: string; children: ReactNode };

function Choice({ label, name, all, children }: ChoiceProps) {
  const { params, set } = useAddress();
  return (
    <Select
      aria-label={label}
      className="w-48 max-sm:w-full"
      value={params.get(name) ?? ''}
      onChange={(event) => set(name, event.target.value || null)}
    >
      <option value="">{all}</option>
      {children}
    </Select>
  );
}
