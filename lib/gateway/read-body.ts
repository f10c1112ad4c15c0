import type { IncomingMessage } from 'node:http';

export type BodyReader = {
  /** Null where the request announces no body, so that nobody waits for its end. */
  of: (request: IncomingMessage) => (() => Promise<Buffer | null | 'busy'>) | null;
};

const defaultTimeoutMs = 30_000;
const defaultBudgetBytes = 64 * 1024 * 1024;

type Options = { limitBytes: number; timeoutMs?: number; budgetBytes?: number };

/**
 * Bodies as they come: never parsed, never inflated. Past the limit they are read on and thrown away, since most clients
 * take an answer in the middle of their upload for a failure. What is not there after the time-out, or when the sender
 * breaks off, is done without.
 */
export function createBodyReader(options: Options): BodyReader {
  const { limitBytes, timeoutMs = defaultTimeoutMs, budgetBytes = defaultBudgetBytes } = options;
  let heldBytes = 0;
  const read = (request: IncomingMessage): Promise<Buffer | null | 'busy'> => {
    const announced = Number(request.headers['content-length'] ?? limitBytes);
    const reserved = Math.min(announced, limitBytes);
    if (heldBytes + reserved > budgetBytes) return Promise.resolve('busy');
    heldBytes += reserved;
    return collect(request, limitBytes, timeoutMs).finally(() => {
      heldBytes -= reserved;
    });
  };
  return { of: (request) => (hasBody(request) ? () => read(request) : null) };
}

function collect(request: IncomingMessage, limitBytes: number, timeoutMs: number): Promise<Buffer | null> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const finish = () => {
      clearTimeout(timer);
      request.removeListener('data', keep);
      resolve(length === 0 ? null : Buffer.concat(chunks, length));
    };
    const keep = (chunk: Buffer) => {
      if (length >= limitBytes) return;
      const part = chunk.subarray(0, limitBytes - length);
      chunks.push(part);
      length += part.length;
    };
    const timer = setTimeout(finish, timeoutMs);
    request.on('data', keep);
    request.once('end', finish);
    request.once('close', finish);
    request.on('error', finish);
  });
}

function hasBody(request: IncomingMessage): boolean {
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
  return encoding !== undefined || (length !== undefined && length !== '0');
}
