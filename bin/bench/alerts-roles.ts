import { setTimeout as delay } from 'node:timers/promises';
import { createDatabase } from '@/db/client';
import { startTarget } from '@/e2e/target/target';
import { drainDeliveries, sendPendingDeliveries } from '@/lib/alerting/send-pending-deliveries';
import type { SenderDeps } from '@/lib/alerting/sender-deps';
import { createLinkSigner } from '@/lib/core/link-tokens';
import { createLogger } from '@/lib/core/logger';
import { createSealer } from '@/lib/core/sealing';
import { createCall, operatorPolicy } from '@/lib/email/http';
import { mailboxSettings } from '@/lib/email/testing/mailbox-settings';
import { drainChecks } from '@/lib/pipeline/drain-checks';
import { Lookout } from '@/lib/pipeline/lookout';
import { createProbeIo } from '@/lib/probing/run-check';

const secret = 'a secret of the benchmark, which guards nothing';
export const benchChannelDeps = { sealer: createSealer(secret), policy: operatorPolicy };

type Wire = {
  say: (message: { kind: 'ready'; url?: string }) => void;
  onStart: (act: () => void) => void;
  onStop: (act: () => void) => void;
};

export const alertRoles: Readonly<Record<string, (args: string[], wire: Wire) => Promise<void>>> = {
  /** The sites that are watched, and the receivers of what is told of them. */
  'alerts-target': async (_args, { say }) => {
    const { url } = await startTarget();
    say({ kind: 'ready', url });
  },
  /** What a worker does of checks and alerts: the product's drains, and a nudge after each commit with something to tell. */
  'alerts-worker': async ([databaseUrl = ''], { say, onStart, onStop }) => {
    const { db } = createDatabase(databaseUrl, { applicationName: 'stillup-worker' });
    const stop = new AbortController();
    const logger = createLogger('worker', { level: 'error', format: 'json' });
    const policy = { privateTargets: 'allow', ownHosts: [] } as const;
    const io = createProbeIo({ policy, userAgent: 'Stillup/1' });
    const lookout = new Lookout({ db, logger, region: 'local', targets: [] });
    const deps = sender(db);
    const end = { signal: stop.signal, shouldEnd: () => false };
    onStart(() => {
      const nudge = () => void sendPendingDeliveries(deps).catch(() => {});
      const running = [
        drainChecks({ db, logger, io, lookout, onDeliveries: nudge }, { region: 'local', ...end }),
        drainDeliveries(deps, end),
      ];
      // A frozen worker must not keep the benchmark waiting.
      onStop(() => void Promise.race([Promise.all(running), delay(5000)]).then(() => process.exit(0)));
    });
    onStop(() => stop.abort());
    say({ kind: 'ready' });
  },
};

function sender(db: SenderDeps['db']): SenderDeps {
  const call = createCall(operatorPolicy);
  const now = () => new Date();
  return {
    db,
    deliver: { call, operatorCall: call, mail: { db, settings: mailboxSettings, call, now }, now },
    sealer: benchChannelDeps.sealer,
    signer: createLinkSigner(secret),
    baseUrls: {},
    appUrl: 'https://status.example.com',
    now,
    random: Math.random,
  };
}
