'use client';

import { useEffect, useState } from 'react';
import { AddressSelect } from '@/components/lists/address-select';
import { useAddress } from '@/components/lists/use-address';
import { stateWords } from '@/components/state/states';
import { SearchInput } from '@/components/ui/controls';
import { type MonitorType, monitorStatuses, monitorTypes } from '@/lib/monitors/constants';

const settleMs = 200;

const typeWords: Record<MonitorType, string> = { http: 'Websites and APIs', heartbeat: 'Heartbeats' };

export function MonitorFilters() {
  const { params, set } = useAddress();
  const [text, setText] = useState(params.get('q') ?? '');
  const asked = params.get('q') ?? '';
  useEffect(() => {
    const wanted = text.trim();
    if (wanted === asked) return;
    const timer = setTimeout(() => set('q', wanted || null), settleMs);
    return () => clearTimeout(timer);
  });
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
