'use client';

import Link from 'next/link';
import { useState } from 'react';
import { groupWords, KindIcon } from '@/components/channels/kind-icon';
import type { KindChoice } from '@/components/channels/kinds';
import { queryPath } from '@/components/lists/query-path';
import { SearchInput } from '@/components/ui/controls';
import { kindGroups } from '@/lib/notifiers/rules/kind';

type KindPickerProps = { kinds: readonly KindChoice[]; projectId: string | null };

/** Every kind of channel by what it is; a link each, so that the keyboard, the back button and a new tab all work. */
export function KindPicker({ kinds, projectId }: KindPickerProps) {
  const [sought, setSought] = useState('');
  const words = sought.trim().toLowerCase();
  const found = kinds.filter(({ word, summary, group, type }) =>
    [word, summary, groupWords[group], type].some((text) => text.toLowerCase().includes(words)),
  );
  return (
    <div className="space-y-8">
      <SearchInput
        aria-label="Search the kinds of channel"
        placeholder="Slack, phone, webhook…"
        className="max-w-lg"
        autoComplete="off"
        value={sought}
        onChange={(event) => setSought(event.target.value)}
      />
      <p role="status" className={found.length === 0 ? 'text-ink-soft' : 'sr-only'}>
        {found.length === 0
          ? `Nothing is called “${sought.trim()}”. A webhook reaches whatever is missing here.`
          : `${found.length} kinds`}
      </p>
      {kindGroups.map((group) => (
        <Group
          key={group}
          title={groupWords[group]}
          kinds={found.filter((kind) => kind.group === group)}
          projectId={projectId}
        />
      ))}
    </div>
  );
}

type GroupProps = { title: string; kinds: readonly KindChoice[]; projectId: string | null };

function Group({ title, kinds, projectId }: GroupProps) {
  if (kinds.length === 0) return null;
  return (
    <section>
      <h2 className="mb-2 text-sm font-semibold text-ink-soft">{title}</h2>
      <ul className="grid gap-2 sm:grid-cols-2 lg:grid-cols-3">
        {kinds.map(({ type, word, summary, group }) => (
          <li
            key={type}
            className="relative flex gap-3 rounded-md border border-line p-3 hover:border-line-strong hover:bg-sunken"
          >
            <span className="pt-0.5">
              <KindIcon group={group} />
            </span>
            <div className="min-w-0">
              <Link
                href={queryPath('/channels/new', { type, project: projectId })}
                className="link-row font-medium"
              >
                {word}
              </Link>
              <p className="text-sm text-ink-soft">{summary}</p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
