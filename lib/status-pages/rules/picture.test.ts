import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pageFileKinds } from '@/lib/status-pages/constants';
import { inspectPicture } from '@/lib/status-pages/rules/picture';

const bytes = (...parts: (number[] | string)[]) =>
  Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'string' ? [...part].map((char) => char.charCodeAt(0)) : part)),
  );
const be32 = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
const le32 = (value: number) => be32(value).toReversed();

function png(width: number, height: number): Uint8Array {
  const header = [...be32(width), ...be32(height), 8, 6, 0, 0, 0, 0, 0, 0, 0];
  const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
  return bytes(signature, be32(13), 'IHDR', header, be32(0), 'IDAT', be32(0), be32(0), 'IEND', be32(0));
}

function jpeg(width: number, height: number): Uint8Array {
  const frame = [0xff, 0xc2, 0, 11, 8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0];
  return bytes([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xff, 0xc4, 0, 3, 9], frame, [0xff, 0xd9]);
}

const riff = (chunk: string, body: number[]) => {
  const rest = bytes('WEBP', chunk, le32(body.length), body);
  return bytes('RIFF', le32(rest.length), [...rest]);
};

function icon(offset = 22): Uint8Array {
  return bytes([0, 0, 1, 0, 1, 0, 0, 32, 0, 0, 1, 0, 32, 0], le32(4), le32(offset), [1, 2, 3, 4]);
}

describe('the bytes say what a file is, and how large', () => {
  const lossless = [0x2f, ...le32(299 | (199 << 14)), 0, 0, 0, 0, 0, 0, 0, 0, 0];
  test.for([
    [png(300, 200), 'image/png', 300, 200],
    [jpeg(300, 200), 'image/jpeg', 300, 200],
    [riff('VP8X', [0, 0, 0, 0, 43, 1, 0, 199, 0, 0]), 'image/webp', 300, 200],
    [riff('VP8L', lossless), 'image/webp', 300, 200],
    [riff('VP8 ', [0, 0, 0, 0x9d, 0x01, 0x2a, 44, 1, 200, 0]), 'image/webp', 300, 200],
    [icon(), 'image/x-icon', 256, 32],
    [bytes('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 2"/>'), 'image/svg+xml', 3, 2],
  ] as const)('%#', ([file, contentType, width, height]) => {
    expect(inspectPicture(file, 'favicon')).toEqual({ contentType, width, height });
  });
});

test.for([
  ['an icon as a logo', icon(), /none of PNG/],
  ['HTML', bytes('<html><script>alert(1)</script></html>'), /must begin with <svg/],
  ['text', bytes('hello'), /none of PNG/],
  ['a GIF', bytes('GIF89a', [1, 0, 1, 0, 0, 0, 0]), /none of PNG/],
  ['a PDF', bytes('%PDF-1.7'), /none of PNG/],
  ['nothing', bytes(), /none of PNG/],
  ['a PNG that is too large', png(2049, 10), /2049 × 10 pixels/],
  ['a PNG that is huge', png(0xffffffff, 0xffffffff), /pixels/],
  ['a PNG of no size', png(0, 10), /damaged/],
  ['a PNG that was cut off', png(10, 10).slice(0, -1), /damaged/],
  ['a JPEG that was cut off', jpeg(10, 10).slice(0, 16), /damaged/],
  ['a WebP that was cut off', riff('VP8X', Array(20).fill(0)).slice(0, 35), /damaged/],
  ['SVG with a script', bytes('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), /<script>/],
  ['SVG in UTF-16', bytes([0xff, 0xfe, 0x3c, 0, 0x73, 0]), /none of PNG/],
] as const)('refuses %s', ([, file, reason]) => {
  expect(inspectPicture(file, 'logo_light')).toEqual({ fault: expect.stringMatching(reason) });
});

test('an icon whose pictures stand outside of the file is refused', () => {
  expect(inspectPicture(icon(23), 'favicon')).toEqual({ fault: expect.stringMatching(/damaged/) });
});

test('any bytes are judged, whatever begins them, and nothing throws', () => {
  const starts = [png(9, 9), jpeg(9, 9), riff('VP8X', Array(18).fill(1)), icon(), bytes('<svg xmlns="')];
  const file = fc
    .tuple(fc.constantFrom(...starts), fc.nat(60), fc.uint8Array({ maxLength: 60 }))
    .map(([start, keep, rest]) => Uint8Array.from([...start.slice(0, keep), ...rest]));
  fc.assert(
    fc.property(file, fc.constantFrom(...pageFileKinds), (given, kind) => {
      const found = inspectPicture(given, kind);
      if ('fault' in found) return;
      for (const side of [found.width, found.height]) {
        expect(side).toBeGreaterThan(0);
        expect(side).toBeLessThanOrEqual(2048);
      }
    }),
    { numRuns: 2000 },
  );
});
