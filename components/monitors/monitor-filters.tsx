'use client';

import { Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useAddress } from '@/components/lists/use-address';
import { stateWords } from '@/components/state/states';
import { Input, Select } from '@/components/ui/controls';
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
      <div className="relative grow max-sm:w-full sm:max-w-sm">
        <Search
          size={15}
          aria-hidden="true"
          className="pointer-events-none absolute top-1/2 left-2.5 -translate-y-1/2 text-ink-faint"
        />
        <Input
          type="search"
          aria-label="Search monitors by name"
          aria-keyshortcuts="/"
          placeholder="Name"
          maxLength={120}
          className="pl-8"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <Select
        aria-label="State"
        className="max-sm:grow sm:w-44"
        value={params.get('status') ?? ''}
        onChange={(event) => set('status', event.target.value || null)}
      >
        <option value="">Every state</option>
        {monitorStatuses.map((status) => (
          <option key={status} value={status}>
            {stateWords[status]}
          </option>
        ))}
      </Select>
      <Select
        aria-label="Kind"
        className="max-sm:grow sm:w-44"
        value={params.get('type') ?? ''}
        onChange={(event) => set('type', event.target.value || null)}
      >
        <option value="">Every kind</option>
        {monitorTypes.map((type) => (
          <option key={type} value={type}>
            {typeWords[type]}
          </option>
        ))}
      </Select>
    </search>
  );
}
