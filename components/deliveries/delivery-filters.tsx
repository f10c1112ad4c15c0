'use client';

import { X } from 'lucide-react';
import { deliveryWords, transitionWords } from '@/components/channels/words';
import { AddressSelect } from '@/components/lists/address-select';
import { useAddress } from '@/components/lists/use-address';
import { Button } from '@/components/ui/button';
import { NamedOptions } from '@/components/ui/controls';
import { deliveryStatuses, deliveryTransitions } from '@/lib/alerting/constants';

const width = 'w-48 max-sm:w-full';

/** Which deliveries are listed; it stands in the address, so that a look at the ledger can be linked to. */
export function DeliveryFilters({ channels }: { channels: readonly { id: string; name: string }[] }) {
  const { params, set } = useAddress();
  const incident = params.get('incident');
  return (
    <search className="mb-3 flex flex-wrap items-center gap-2">
      <AddressSelect label="Channel" name="channel" all="Every channel" className={width}>
        <NamedOptions of={channels} />
      </AddressSelect>
      <AddressSelect label="State" name="status" all="Every state" className={width}>
        {deliveryStatuses.map((status) => (
          <option key={status} value={status}>
            {deliveryWords(status)}
          </option>
        ))}
      </AddressSelect>
      <AddressSelect label="What it tells" name="transition" all="Every message" className={width}>
        {deliveryTransitions.map((transition) => (
          <option key={transition} value={transition}>
            {transitionWords[transition]}
          </option>
        ))}
      </AddressSelect>
      {incident !== null && (
        <Button size="sm" onClick={() => set('incident', null)}>
          Of one incident <X size={14} aria-hidden="true" />
          <span className="sr-only">, show those of all</span>
        </Button>
      )}
    </search>
  );
}
