import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { RenderJob } from '@/inngest/functions/status-pages/render-page';
import type { FailedDocument, FreshDocument } from '@/lib/snapshots/documents';
import type { PageContent } from '@/lib/snapshots/write-snapshot';

type Bytes = 'br' | 'gzip' | 'plain';
/** What the thread says (render-thread.ts). */
export type FromThread =
  | { kind: 'document'; document: Omit<FreshDocument, Bytes> & Record<Bytes, Uint8Array<ArrayBuffer> | null> }
  | { kind: 'rendered'; content: Omit<PageContent, 'fresh' | 'failed'>; failed: readonly FailedDocument[] }
  | { kind: 'failed'; error: Error };

type Options = {
  /** What runs in the thread. */
  program?: string | URL;
  /** A thread that says nothing for so long is given up: many times what the largest document takes. */
  patienceMs?: number;
};

/** Twice what the largest page takes: 500 components, a thousand incidents, eight languages. */
const resourceLimits = { maxOldGenerationSizeMb: 512 };

/**
 * Renders pages in a thread of its own, one at a time, since a large page takes longer than a check may be late. The thread starts with the
 * first page and stays; where it dies or falls silent, that page fails, and the next one has a new thread.
 */
export class PageRenderer {
  readonly #program: string | URL;
  readonly #patienceMs: number;
  #thread: Worker | undefined;
  /** Settles when the last of those who were asked for is done; never fails. */
  #last: Promise<unknown> = Promise.resolve();

  constructor({ program = builtProgram(), patienceMs = 120_000 }: Options = {}) {
    this.#program = program;
    this.#patienceMs = patienceMs;
  }

  render(job: RenderJob): Promise<PageContent> {
    const page = this.#last.then(() => this.#ask(job));
    this.#last = page.catch(() => {});
    return page;
  }

  /** Ends the thread when it has done what it was asked for. Who asks again starts another one. */
  async close(): Promise<void> {
    await this.#last;
    const thread = this.#thread;
    this.#thread = undefined;
    await thread?.terminate();
  }

  async #ask(job: RenderJob): Promise<PageContent> {
    this.#thread ??= this.#start();
    const thread = this.#thread;
    // The process waits for a page, and for no thread that has nothing to do.
    thread.ref();
    try {
      return await exchange(thread, job, this.#patienceMs);
    } catch (error) {
      if (error instanceof ThreadLost) this.#forget(thread);
      throw error;
    } finally {
      thread.unref();
    }
  }

  #start(): Worker {
    const thread = new Worker(this.#program, { name: 'status pages', execArgv: [], resourceLimits });
    // Also of one that is at rest: an error that nobody listens to would end the process.
    thread.on('error', () => this.#forget(thread));
    thread.on('exit', () => this.#forget(thread));
    return thread;
  }

  #forget(thread: Worker): void {
    if (this.#thread === thread) this.#thread = undefined;
    void thread.terminate();
  }
}

class ThreadLost extends Error {}

/** One page: documents come as they are made, then the rest. */
function exchange(thread: Worker, job: RenderJob, patienceMs: number): Promise<PageContent> {
  const fresh: FreshDocument[] = [];
  return new Promise<PageContent>((resolve, reject) => {
    const lose = (why: string, cause?: unknown) => {
      end();
      reject(new ThreadLost(`the thread that renders status pages ${why}`, { cause }));
    };
    const onError = (error: unknown) => lose('has died', error);
    const onExit = (code: number) => lose(`has ended with ${code}`);
    const timer = setTimeout(() => lose(`has said nothing for ${patienceMs / 1000} s`), patienceMs);
    const onMessage = (message: FromThread) => {
      timer.refresh();
      if (message.kind === 'document') {
        fresh.push(received(message.document));
        return;
      }
      end();
      if (message.kind === 'failed') reject(message.error);
      else resolve({ ...message.content, fresh, failed: message.failed });
    };
    const end = () => {
      clearTimeout(timer);
      thread.off('message', onMessage).off('messageerror', onError).off('error', onError).off('exit', onExit);
    };
    thread.on('message', onMessage).on('messageerror', onError).on('error', onError).on('exit', onExit);
    thread.postMessage(job);
  });
}

function received({
  br,
  gzip,
  plain,
  ...rest
}: Extract<FromThread, { kind: 'document' }>['document']): FreshDocument {
  return { ...rest, br: asBuffer(br), gzip: asBuffer(gzip), plain: asBuffer(plain) };
}

function asBuffer(bytes: Uint8Array<ArrayBuffer> | null): Buffer | null {
  return bytes === null ? null : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Made by `bin/copy-status-assets.mjs`, wherever the rest of what pages need is made. */
function builtProgram(): string {
  return path.join(process.cwd(), 'dist/worker.pages.cjs');
}
