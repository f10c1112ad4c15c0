'use client';

import { AddressSelect } from '@/components/lists/address-select';
import { useSearchText } from '@/components/lists/use-search-text';
import { stateWords } from '@/components/state/states';
import { SearchInput } from '@/components/ui/controls';
import { type MonitorType, monitorStatuses, monitorTypes } from '@/lib/monitors/constants';

const typeWords: Record<MonitorType, string> = { http: 'Websites and APIs', heartbeat: 'Heartbeats' };

export function MonitorFilters() {
  const { text, setText } = useSearchText();
  return (
    <search className="mb-3 flex flex-wrap gap-2">
      <SearchInput
        aria-label="Search monitors by name"
        aria-keyshortcuts="/"
        placeholder="Name"
        maxLength={120}
        className="grow max-sm:w-full sm:max-w-sm"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <AddressSelect label="State" name="status" all="Every state" className="max-sm:grow sm:w-44">
        {monitorStatuses.map((status) => (
          <option key={status} value={status}>
            {stateWords[status]}
          </option>
        ))}
      </AddressSelect>
      <AddressSelect label="Kind" name="type" all="Every kind" className="max-sm:grow sm:w-44">
        {monitorTypes.map((type) => (
          <option key={type} value={type}>
            {typeWords[type]}
          </option>
        ))}
      </AddressSelect>
    </search>
  );
}
