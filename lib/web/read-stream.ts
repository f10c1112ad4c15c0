type Limits = { limitBytes: number; timeoutMs: number };

/**
 * The first bytes of a stream; the rest is read and thrown away. What is not there after the time-out, or when the sender
 * breaks off, is done without. Null where nothing came.
 */
export async function readStream(
  stream: ReadableStream<Uint8Array>,
  { limitBytes, timeoutMs }: Limits,
): Promise<Buffer | null> {
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  const timer = setTimeout(() => void reader.cancel().catch(() => {}), timeoutMs);
  try {
    for (let step = await reader.read(); !step.done; step = await reader.read()) {
      const part = step.value.subarray(0, limitBytes - length);
      if (part.length > 0) chunks.push(part);
      length += part.length;
    }
  } catch {
    // Broken off: the request line has told us what counts.
  } finally {
    clearTimeout(timer);
  }
  return length === 0 ? null : Buffer.concat(chunks, length);
}
