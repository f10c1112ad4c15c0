'use client';

import type { Action } from '@/components/forms/action-result';
import { useCommand } from '@/components/forms/use-action';
import { StateLine } from '@/components/state/state-mark';
import { DomainRecords } from '@/components/status-pages/domains/domain-records';
import { domainHints, domainStateMarks, domainStateWords } from '@/components/status-pages/domains/words';
import { useNow } from '@/components/time/clock';
import { Ago, Lasting } from '@/components/time/time';
import { AskButton } from '@/components/ui/ask-button';
import { Button } from '@/components/ui/button';
import { Panel } from '@/components/ui/panel';
import type { PageDomainView } from '@/lib/domains/schema';

export type DomainActions = { check: Action<PageDomainView>; remove: Action<unknown> };

type DomainCardProps = { domain: PageDomainView; actions: DomainActions; mayWrite: boolean };

/** The server looks at most so often for one name. */
const restMs = 10_000;

export function DomainCard({ domain, actions, mayWrite }: DomainCardProps) {
  const { hostname, state, checked_at, last_error, failing_since_at, verified_at } = domain;
  const mustBeSet = state !== 'proven' || last_error !== null;
  return (
    <Panel
      title={<span className="break-all">{hostname}</span>}
      action={mayWrite && <Buttons domain={domain} actions={actions} />}
    >
      <div className="space-y-3 pt-1">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <StateLine
            state={domainStateMarks[state]}
            words={domainStateWords[state]}
            className="font-medium"
          />
          <span className="text-sm text-ink-faint">
            {state === 'failing' && failing_since_at !== null && (
              <>
                since <Lasting from={failing_since_at} />
                {', '}
              </>
            )}
            {state === 'proven' && verified_at !== null && (
              <>
                <Ago at={verified_at} />
                {', '}
              </>
            )}
            {checked_at === null ? (
              'looked for within a minute'
            ) : (
              <>
                looked for <Ago at={checked_at} />
              </>
            )}
          </span>
        </p>
        <p className="text-ink-soft">{domainHints[state]}</p>
        {last_error !== null && (
          <p className="rounded-md border border-degraded px-3 py-2 text-sm break-words">
            <span className="font-medium">What DNS answered: </span>
            {last_error}
          </p>
        )}
        <details open={mustBeSet}>
          <summary className="min-h-6 cursor-pointer text-sm text-ink-soft hover:text-ink">
            Records to set
          </summary>
          <DomainRecords domain={domain} />
        </details>
      </div>
    </Panel>
  );
}

function Buttons({ domain, actions }: Omit<DomainCardProps, 'mayWrite'>) {
  const { pending, run } = useCommand();
  const nowMs = useNow();
  const { id, page_id, hostname, checked_at } = domain;
  const restsMs = checked_at === null ? 0 : Math.min(restMs, Date.parse(checked_at) + restMs - nowMs);
  const check = () => void run('check', () => actions.check({ page_id, id }), `Looked ${hostname} up.`);
  const remove = async () =>
    void (await run('remove', () => actions.remove({ page_id, id }), `Removed ${hostname}.`));
  return (
    <span className="flex flex-wrap items-center gap-1">
      <Button size="sm" pending={pending === 'check'} disabled={restsMs > 0} onClick={check}>
        {restsMs > 0 ? `Again in ${Math.ceil(restsMs / 1000)} s` : 'Check now'}
        <span className="sr-only"> {hostname}</span>
      </Button>
      <AskButton
        size="sm"
        variant="danger-quiet"
        title={`Remove ${hostname}?`}
        description="The page is not there under this name any more, and links to it break. Take its records out of DNS as well."
        confirm="Remove domain"
        onConfirm={remove}
      >
        Remove<span className="sr-only"> {hostname}</span>
      </AskButton>
    </span>
  );
}
