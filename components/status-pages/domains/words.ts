import type { DrawnState } from '@/components/state/states';
import type { PageDomainView } from '@/lib/domains/schema';

type DomainState = PageDomainView['state'];
type DomainRecord = PageDomainView['records'][number];

export const domainStateWords: Record<DomainState, string> = {
  unproven: 'Not proven yet',
  proven: 'Proven',
  failing: 'The proof is missing',
  taken: 'Taken by another page',
};

export const domainStateMarks: Record<DomainState, DrawnState> = {
  unproven: 'pending',
  proven: 'up',
  failing: 'degraded',
  taken: 'down',
};

export const purposeWords: Record<DomainRecord['purpose'], string> = {
  proof: 'Proves that the name is yours',
  traffic: 'Leads visitors here',
};

/** Found, not found, or not looked for yet. */
export function foundWords({ is_found }: Pick<DomainRecord, 'is_found'>): string {
  if (is_found === null) return 'Not looked for yet';
  return is_found ? 'Found' : 'Not found';
}

export function foundMark({ is_found }: Pick<DomainRecord, 'is_found'>): DrawnState {
  if (is_found === null) return 'pending';
  return is_found ? 'up' : 'degraded';
}

/** What it means, and what to do next. */
export const domainHints: Record<DomainState, string> = {
  unproven:
    'Set the records below where the name is managed. We look every ten minutes for two days, then daily; DNS may take an hour to tell everybody. Checking now works at most every ten seconds.',
  proven:
    'The page is there under this name. The proof is looked for again every day: leave the TXT record where it is.',
  failing:
    'The page is still there under this name, for three days after the proof was last found. Set the TXT record again.',
  taken:
    'Another page of this installation has the name and proves it too. It is yours as soon as the TXT record of the other one is gone.',
};

/** Asks Stillup before it gets a certificate, so that nobody can make it get thousands. */
export function caddyfile(askUrl: string, upstream: string): string {
  return `{
	on_demand_tls {
		ask ${askUrl}
	}
}

https:// {
	tls {
		on_demand
	}
	reverse_proxy ${upstream}
}
`;
}
