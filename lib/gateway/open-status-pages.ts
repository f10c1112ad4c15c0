import path from 'node:path';
import { listen } from '@/db/listen';
import type { LinkSigner } from '@/lib/core/link-tokens';
import type { Logger } from '@/lib/core/logger';
import { createAskRoute } from '@/lib/gateway/ask-route';
import { fillAssetShelf } from '@/lib/gateway/internal/asset-shelf';
import { SnapshotDisk } from '@/lib/gateway/internal/snapshot-disk';
import { createSnapshotSource } from '@/lib/gateway/internal/snapshot-source';
import type { GatewayRoute } from '@/lib/gateway/route';
import { SnapshotStore } from '@/lib/gateway/snapshot-store';
import { createStatusRoute } from '@/lib/gateway/status-route';
import { snapshotsChannel } from '@/lib/snapshots/constants';

type Options = {
  databaseUrl: string;
  dataDir: string;
  logger: Logger;
  signer: LinkSigner;
};

export type StatusPages = { routes: readonly GatewayRoute[]; close: () => Promise<void> };

/** A notice that was lost costs no more than this. */
const pollEveryMs = 15_000;
const memoryBytes = 256 * 1024 * 1024;

/** What is on disk answers at once; the database is asked beside it, and again and again. */
export async function openStatusPages(options: Options): Promise<StatusPages> {
  const { databaseUrl, dataDir, logger, signer } = options;
  const store = new SnapshotStore({
    source: createSnapshotSource(databaseUrl),
    disk: new SnapshotDisk(path.join(dataDir, 'snapshots'), logger),
    logger,
    nowMs: Date.now,
    monotonicMs: () => performance.now(),
    memoryBytes,
  });
  const assets = await fillAssetShelf(logger);
  await store.readDisk();
  const listener = listen({
    databaseUrl,
    channel: snapshotsChannel,
    applicationName: 'stillup-gateway-listen',
    logger,
    onPayload: (payload) => store.notice(payload),
    onListening: () => void store.poll(),
  });
  const timer = setInterval(() => void store.poll(), pollEveryMs);
  const status = createStatusRoute({
    store,
    signer,
    findAsset: (name) => assets.get(name) ?? null,
  });
  return {
    routes: [createAskRoute(store), status],
    close: async () => {
      clearInterval(timer);
      await listener.close();
      await store.close();
    },
  };
}
