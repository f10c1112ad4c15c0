'use client';

import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useNow } from '@/components/time/clock';
import { allZones, findZones, offsetWords, zoneWords } from '@/components/time/zones';
import { cn } from '@/components/ui/cn';
import { Input } from '@/components/ui/controls';
import { Field } from '@/components/ui/field';
import type { FieldError } from '@/lib/core/errors';

type ZoneFieldProps = {
  value: string;
  onChange: (zone: string) => void;
  errors: readonly FieldError[] | undefined;
  /** Of the value in the form's input. */
  pointer: string;
};

const minuteMs = 60_000;

/** A time zone by any part of its name; what is typed is taken as it is, so that an alias works too. */
export function ZoneField({ value, onChange, errors, pointer }: ZoneFieldProps) {
  const list = useZoneList(onChange);
  const nowMs = useNow(minuteMs);
  return (
    <Field label="Time zone" pointer={pointer} errors={errors}>
      {(props) => (
        <div className="relative">
          <Input
            {...props}
            role="combobox"
            autoComplete="off"
            spellCheck={false}
            aria-autocomplete="list"
            aria-expanded={list.isOpen}
            aria-controls={list.id}
            aria-activedescendant={list.isOpen && list.active >= 0 ? `${list.id}-${list.active}` : undefined}
            value={value}
            onChange={(event) => {
              onChange(event.target.value);
              list.search(event.target.value);
            }}
            onClick={() => list.search('')}
            onBlur={list.close}
            onKeyDown={list.onKeyDown}
          />
          <div
            id={list.id}
            role="listbox"
            aria-label="Time zones"
            hidden={!list.isOpen}
            className="absolute inset-x-0 top-full z-20 mt-1 max-h-64 overflow-y-auto rounded-md border border-line bg-raised p-1 shadow-float"
          >
            {list.isOpen &&
              list.zones.map((zone, index) => (
                <div
                  key={zone}
                  id={`${list.id}-${index}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={zone === value}
                  data-active={index === list.active || undefined}
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={() => list.choose(zone)}
                  onKeyDown={list.onKeyDown}
                  className={cn(
                    'flex min-h-8 cursor-pointer items-center justify-between gap-3 rounded-sm px-2 hover:bg-hover data-active:bg-hover pointer-coarse:min-h-11',
                    zone === value && 'font-medium',
                  )}
                >
                  <span className="truncate">{zoneWords(zone)}</span>
                  <span className="text-sm font-normal whitespace-nowrap text-ink-faint">
                    {offsetWords(zone, nowMs)}
                  </span>
                </div>
              ))}
          </div>
        </div>
      )}
    </Field>
  );
}

function useZoneList(onChange: (zone: string) => void) {
  const id = useId();
  const [query, setQuery] = useState<string | null>(null);
  const [active, setActive] = useState(-1);
  const known = useRef<readonly string[]>([]);
  const zones = useMemo(() => {
    if (query === null) return [];
    if (known.current.length === 0) known.current = allZones();
    return findZones(known.current, query);
  }, [query]);
  const isOpen = query !== null && zones.length > 0;
  useEffect(() => {
    if (isOpen) document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, isOpen, active]);
  const search = (text: string) => {
    setQuery(text);
    setActive(text === '' ? -1 : 0);
  };
  const close = () => setQuery(null);
  const choose = (zone: string) => {
    onChange(zone);
    close();
  };
  const move = (step: number) => {
    if (!isOpen) return search('');
    setActive((before) => (before + step + zones.length) % zones.length);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const zone = zones[active];
    if (event.key === 'ArrowDown') move(1);
    else if (event.key === 'ArrowUp') move(active < 0 ? 0 : -1);
    else if (event.key === 'Enter' && isOpen && zone !== undefined) choose(zone);
    else if (event.key === 'Escape' && isOpen) close();
    else return;
    event.preventDefault();
  };
  return { id, isOpen, zones, active, search, choose, close, onKeyDown };
}
