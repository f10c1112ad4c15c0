import { expect, test, vi } from 'vitest';
import { readStream } from '@/lib/web/read-stream';

const bytes = (text: string) => new TextEncoder().encode(text);

function streamOf(...parts: string[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const part of parts) controller.enqueue(bytes(part));
      controller.close();
    },
  });
}

test('the first bytes are kept and the rest is read to its end', async () => {
  const stream = streamOf('abc', 'def', 'ghi');
  expect(String(await readStream(stream, { limitBytes: 5, timeoutMs: 1000 }))).toBe('abcde');
  expect(await readStream(streamOf(), { limitBytes: 5, timeoutMs: 1000 })).toBeNull();
  expect(await readStream(streamOf('abc'), { limitBytes: 0, timeoutMs: 1000 })).toBeNull();
});

test('what came before the sender broke off is kept', async () => {
  const parts = [bytes('came')];
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      const part = parts.shift();
      if (part === undefined) controller.error(new Error('aborted'));
      else controller.enqueue(part);
    },
  });
  expect(String(await readStream(stream, { limitBytes: 100, timeoutMs: 1000 }))).toBe('came');
});

test('a sender who dawdles is not waited for', async () => {
  vi.useFakeTimers();
  const stream = new ReadableStream<Uint8Array>({ start: (controller) => controller.enqueue(bytes('slow')) });
  const read = readStream(stream, { limitBytes: 100, timeoutMs: 30_000 });
  await vi.advanceTimersByTimeAsync(30_000);
  expect(String(await read)).toBe('slow');
  vi.useRealTimers();
});
