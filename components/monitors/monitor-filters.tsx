'use client';

import { Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useAddress } from '@/components/lists/use-address';
import { stateWords } from '@/components/state/states';
import { Input, Select } from '@/components/ui/controls';
import { monitorStatuses } from '@/lib/monitors/constants';

const settleMs = 200;

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
    <search className="mb-3 flex gap-2">
      <div className="relative max-w-sm grow">
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
        className="w-44"
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
    </search>
  );
}
