import { inngest } from '@/inngest/client';
import { runtime } from '@/inngest/runtime';
import { domainDeps } from '@/lib/domains/domain-deps';
import { verifyDueDomains } from '@/lib/domains/verify-due-domains';

export const verifyDomainsFunction = inngest.createFunction(
  {
    id: 'verify-domains',
    name: 'Look for the proofs of domains that are due',
    concurrency: 1,
    // The next tick is the retry.
    retries: 0,
    triggers: [{ cron: '* * * * *' }],
  },
  async ({ step }) =>
    step.run('verify', () => verifyDueDomains(runtime().db, { ...domainDeps(), now: () => new Date() })),
);
