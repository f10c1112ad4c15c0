'use client';

import { AddressSelect } from '@/components/lists/address-select';
import { useSearchText } from '@/components/lists/use-search-text';
import { kindWords, stateWords } from '@/components/status-pages/subscribers/words';
import { SearchInput } from '@/components/ui/controls';
import { subscriberKinds, subscriberStates } from '@/lib/subscribers/constants';

/** Kept in the address, so that what is listed can be linked to. */
export function SubscriberFilters() {
  const { text, setText } = useSearchText();
  return (
    <div className="mb-3 flex flex-wrap gap-2">
      <SearchInput
        className="min-w-0 grow basis-52 sm:max-w-80"
        aria-label="Find an address"
        placeholder="Part of an address"
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.target.value)}
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
