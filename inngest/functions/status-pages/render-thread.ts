import { parentPort } from 'node:worker_threads';
import type { FromThread } from '@/inngest/functions/status-pages/page-renderer';
import { type RenderJob, renderPage } from '@/inngest/functions/status-pages/render-page';
import type { FreshDocument } from '@/lib/snapshots/documents';

// The whole of the thread that `PageRenderer` starts: `bin/copy-status-assets.mjs` makes one file of it and of all that it needs.

parentPort?.on('message', async (job: RenderJob) => {
  try {
    const { failed, ...content } = await renderPage(job, sendDocument);
    send({
      kind: 'rendered',
      content,
      failed: failed.map(({ path, error }) => ({ path, error: plain(error) })),
    });
  } catch (error) {
    send({ kind: 'failed', error: plain(error) });
  }
});

function send(message: FromThread, transfer: ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, transfer);
}

/** Handed over, not copied, as soon as it is there. */
function sendDocument({ br, gzip, plain: bytes, ...rest }: FreshDocument): void {
  const document = { ...rest, br: ownBytes(br), gzip: ownBytes(gzip), plain: ownBytes(bytes) };
  const transfer = [document.br, document.gzip, document.plain].flatMap((each) => each?.buffer ?? []);
  send({ kind: 'document', document }, transfer);
}

/** A buffer may be a part of a larger one that others use, too. */
function ownBytes(buffer: Buffer | null): Uint8Array<ArrayBuffer> | null {
  return buffer === null ? null : new Uint8Array(buffer);
}

/** An error may hold what cannot be sent. */
function plain(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  const sent = new Error(error.message);
  sent.name = error.name;
  if (error.stack !== undefined) sent.stack = error.stack;
  return sent;
}
