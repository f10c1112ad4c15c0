import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ResponseParser } from '@/lib/probing/http/response-parser';

function parse(pieces: readonly Buffer[]) {
  const parser = new ResponseParser({ isHeadRequest: false, bytesToKeep: () => 1_000_000 });
  for (const piece of pieces) {
    const volatile = Buffer.from(piece);
    const step = parser.push(volatile);
    // The caller's buffer is used again at once.
    volatile.fill(0);
    if (step !== 'more') return { step, status: parser.head?.status, body: parser.body.toString('latin1') };
  }
  return { step: parser.end(), status: parser.head?.status, body: parser.body.toString('latin1') };
}

function cutAt(message: Buffer, cuts: readonly number[]): Buffer[] {
  const edges = [0, ...cuts.map((cut) => cut % message.length).sort((a, b) => a - b), message.length];
  return edges.slice(1).map((edge, index) => message.subarray(edges[index], edge));
}

const chunked = (parts: readonly string[]) =>
  `${parts.map((part) => `${part.length.toString(16)};x=y\r\n${part}\r\n`).join('')}0\r\nTrailer: z\r\n\r\n`;

test('however the network cuts a response, the same is read from it', () => {
  const part = fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(
      fc.array(part, { maxLength: 6 }),
      fc.array(fc.nat(), { maxLength: 8 }),
      fc.boolean(),
      (parts, cuts, isChunked) => {
        const body = parts.join('');
        const framing = isChunked ? 'Transfer-Encoding: chunked' : `Content-Length: ${body.length}`;
        const early = 'HTTP/1.1 103 Early Hints\r\n\r\n';
        const text = `${early}HTTP/1.1 200 OK\r\n${framing}\r\n\r\n${isChunked ? chunked(parts) : body}`;
        expect(parse(cutAt(Buffer.from(text, 'latin1'), cuts))).toEqual({ step: 'done', status: 200, body });
      },
    ),
  );
});

test('whatever bytes come, the parser ends with an answer or a fault', () => {
  const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array));
  const prefix = fc.constantFrom(
    '',
    'HTTP/1.1 200 OK\r\n',
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n',
  );
  fc.assert(
    fc.property(prefix, bytes, fc.array(fc.nat(), { maxLength: 4 }), (start, rest, cuts) => {
      const message = Buffer.concat([Buffer.from(start), rest]);
      fc.pre(message.length > 0);
      const { step } = parse(cutAt(message, cuts));
      expect(step === 'done' || (typeof step === 'object' && step.message.length > 0)).toBe(true);
    }),
  );
});
