'use client';

import { useEffect, useState } from 'react';
import { AddressSelect } from '@/components/lists/address-select';
import { useAddress } from '@/components/lists/use-address';
import { kindWords, stateWords } from '@/components/status-pages/subscribers/words';
import { SearchInput } from '@/components/ui/controls';
import { subscriberKinds, subscriberStates } from '@/lib/subscribers/constants';

const pauseMs = 250;

/** Kept in the address, so that what is listed can be linked to. */
export function SubscriberFilters() {
  const { params, set } = useAddress();
  const known = params.get('q') ?? '';
  const [q, setQ] = useState(known);
  useEffect(() => {
    if (q.trim() === known) return;
    const timer = setTimeout(() => set('q', q.trim() || null), pauseMs);
    return () => clearTimeout(timer);
  }, [q, known, set]);
  return (
    <div className="mb-3 flex flex-wrap gap-2">
      <SearchInput
        className="min-w-0 grow basis-52 sm:max-w-80"
        aria-label="Find an address"
        placeholder="Part of an address"
        maxLength={200}
        value={q}
        onChange={(event) => setQ(event.target.value)}
      />
      <AddressSelect label="State" name="state" all="Any state" className="w-40">
        {subscriberStates.map((state) => (
          <option key={state} value={state}>
            {stateWords[state]}
          </option>
        ))}
      </AddressSelect>
      <AddressSelect label="Kind" name="kind" all="Any kind" className="w-32">
        {subscriberKinds.map((kind) => (
          <option key={kind} value={kind}>
            {kindWords[kind]}
          </option>
        ))}
      </AddressSelect>
    </div>
  );
}
