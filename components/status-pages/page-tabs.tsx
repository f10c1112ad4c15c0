'use client';

import { ExternalLink } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useEffect, useRef } from 'react';
import type { Action } from '@/components/forms/action-result';
import { bareUrl } from '@/components/forms/text-fields';
import { PageHeader } from '@/components/shell/page-header';
import { useMay } from '@/components/shell/shell-context';
import { PublishSwitch } from '@/components/status-pages/editor/publish-switch';
import { PublishState } from '@/components/status-pages/publish-state';
import { usePage } from '@/components/status-pages/use-page';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import type { StatusPageView } from '@/lib/status-pages/schema';

type PageTabsProps = { initial: StatusPageView; update: Action<StatusPageView> };

const tabs = [
  { path: '', name: 'Components' },
  { path: '/incidents', name: 'Incidents' },
  { path: '/look', name: 'Look' },
  { path: '/settings', name: 'Settings' },
  { path: '/access', name: 'Access' },
  { path: '/domains', name: 'Domains' },
  { path: '/subscribers', name: 'Subscribers' },
] as const;

/** Above everything that belongs to one status page: which it is, whether it is public, and its parts. */
export function PageTabs({ initial, update }: PageTabsProps) {
  const { page, setPage } = usePage(initial);
  return (
    <div className="mb-6">
      <PageHeader
        title={page.name}
        back={{ href: '/status-pages', name: 'Status pages' }}
        actions={
          <>
            <PublishSwitch page={page} setPage={setPage} update={update} />
            {page.is_published && (
              <Button asChild>
                <a href={page.url} target="_blank" rel="noreferrer">
                  View page <ExternalLink size={14} aria-hidden="true" />
                  <span className="sr-only"> (opens a new tab)</span>
                </a>
              </Button>
            )}
          </>
        }
      >
        <span className="flex flex-wrap items-center gap-x-3">
          <PublishState page={page} />
          <span className="text-sm break-all text-ink-faint">{bareUrl(page.url)}</span>
        </span>
      </PageHeader>
      <Parts base={`/status-pages/${page.id}`} />
    </div>
  );
}

function Parts({ base }: { base: string }) {
  const mayReadSubscribers = useMay('subscriber.read');
  const pathname = usePathname();
  const strip = useCurrentInView(pathname);
  const isBelow = (path: string) => pathname === base + path || pathname.startsWith(`${base}${path}/`);
  const isCurrent = (path: string) =>
    path === '' ? pathname === base : isBelow(path) || (path === '/incidents' && isBelow('/maintenance'));
  return (
    <nav
      ref={strip}
      aria-label="Parts of the status page"
      className="-mt-2 overflow-x-auto border-b border-line"
    >
      <ul className="flex gap-4">
        {tabs
          .filter(({ path }) => path !== '/subscribers' || mayReadSubscribers)
          .map(({ path, name }) => (
            <li key={path}>
              <Link
                href={base + path}
                aria-current={isCurrent(path) ? 'page' : undefined}
                className={cn(
                  'flex min-h-9 items-center border-b-2 whitespace-nowrap outline-offset-[-2px] pointer-coarse:min-h-11',
                  isCurrent(path)
                    ? 'border-ink font-medium text-ink'
                    : 'border-transparent text-ink-soft hover:text-ink',
                )}
              >
                {name}
              </Link>
            </li>
          ))}
      </ul>
    </nav>
  );
}

/** On a phone the parts do not all fit beside each other: the one that is shown is moved into view. */
function useCurrentInView(pathname: string) {
  const strip = useRef<HTMLElement>(null);
  useEffect(() => {
    if (pathname === '') return;
    strip.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [pathname]);
  return strip;
}
