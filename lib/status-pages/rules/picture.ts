import type { PageFileKind } from '@/lib/status-pages/constants';
import type { FileContentType } from '@/lib/status-pages/rules/file-path';
import { inspectSvg } from '@/lib/status-pages/rules/svg';

export type Picture = { contentType: FileContentType; width: number; height: number };
type Size = { width: number; height: number };

const maxSide = 2048;

/**
 * What a file is, by its bytes and not by what was claimed, or why it is not taken, in words that follow its name. Sizes in
 * pixels, read from its header.
 */
export function inspectPicture(bytes: Uint8Array, kind: PageFileKind): Picture | { fault: string } {
  const found = identify(bytes);
  if (found === null) return { fault: `is none of ${namesOf(kind)}` };
  const { contentType, size } = found;
  if (contentType === 'image/x-icon' && kind !== 'favicon') return { fault: `is none of ${namesOf(kind)}` };
  if (size === null) return { fault: 'is damaged: save it again and upload it once more' };
  if ('fault' in size) return size;
  if (size.width > maxSide || size.height > maxSide) {
    return { fault: `is ${size.width} × ${size.height} pixels: at most ${maxSide} × ${maxSide}` };
  }
  return { contentType, width: size.width, height: size.height };
}

function namesOf(kind: PageFileKind): string {
  return kind === 'favicon' ? 'PNG, JPEG, WebP, SVG and ICO' : 'PNG, JPEG, WebP and SVG';
}

type Found = { contentType: FileContentType; size: Size | { fault: string } | null };

function identify(bytes: Uint8Array): Found | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (begins(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) {
    return { contentType: 'image/png', size: sizeOfPng(view) };
  }
  if (begins(bytes, [0xff, 0xd8, 0xff])) return { contentType: 'image/jpeg', size: sizeOfJpeg(view) };
  if (ascii(view, 0, 4) === 'RIFF' && ascii(view, 8, 4) === 'WEBP') {
    return { contentType: 'image/webp', size: sizeOfWebp(view) };
  }
  if (begins(bytes, [0, 0, 1, 0])) return { contentType: 'image/x-icon', size: sizeOfIcon(view) };
  const text = decodeText(bytes);
  return text !== null && /^\ufeff?\s*</.test(text)
    ? { contentType: 'image/svg+xml', size: inspectSvg(text) }
    : null;
}

function begins(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, at) => bytes[at] === byte);
}

function ascii(view: DataView, at: number, length: number): string {
  if (at + length > view.byteLength) return '';
  return String.fromCharCode(...Array.from({ length }, (_, index) => view.getUint8(at + index)));
}

function decodeText(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

function sizeIfAny(width: number, height: number): Size | null {
  return width > 0 && height > 0 ? { width, height } : null;
}

/** The header comes first, the end mark last. Source: PNG, third edition, 5.6 and 11.2.1 */
function sizeOfPng(view: DataView): Size | null {
  const length = view.byteLength;
  if (length < 57 || ascii(view, 12, 4) !== 'IHDR' || ascii(view, length - 8, 4) !== 'IEND') return null;
  return sizeIfAny(view.getUint32(16), view.getUint32(20));
}

/** By its first frame header. Source: ITU-T T.81, B.2.2 */
function sizeOfJpeg(view: DataView): Size | null {
  let at = 2;
  while (at + 9 < view.byteLength) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return sizeIfAny(view.getUint16(at + 7), view.getUint16(at + 5));
    if (marker === 0xd9 || marker === 0xda) return null;
    const length = view.getUint16(at + 2);
    if (length < 2) return null;
    at += 2 + length;
  }
  return null;
}

/** Lossy, lossless or extended. Source: RFC 9649, 2.5 to 2.7 */
function sizeOfWebp(view: DataView): Size | null {
  if (view.byteLength < 30 || view.getUint32(4, true) + 8 > view.byteLength) return null;
  const three = (at: number) => view.getUint16(at, true) + view.getUint8(at + 2) * 0x10000;
  switch (ascii(view, 12, 4)) {
    case 'VP8 ': {
      if (view.getUint8(23) !== 0x9d || view.getUint8(24) !== 0x01 || view.getUint8(25) !== 0x2a) return null;
      return sizeIfAny(view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff);
    }
    case 'VP8L': {
      if (view.getUint8(20) !== 0x2f) return null;
      const bits = view.getUint32(21, true);
      return sizeIfAny((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1);
    }
    case 'VP8X':
      return sizeIfAny(three(24) + 1, three(27) + 1);
    default:
      return null;
  }
}

/** The largest of its pictures, all of which stand within the file; a side of 0 means 256. */
function sizeOfIcon(view: DataView): Size | null {
  if (view.byteLength < 22) return null;
  const count = view.getUint16(4, true);
  if (count === 0 || count > 64 || 6 + count * 16 > view.byteLength) return null;
  let largest: Size = { width: 0, height: 0 };
  for (let at = 6; at < 6 + count * 16; at += 16) {
    const [length, offset] = [view.getUint32(at + 8, true), view.getUint32(at + 12, true)];
    if (length === 0 || offset < 6 + count * 16 || offset + length > view.byteLength) return null;
    const [width, height] = [view.getUint8(at) || 256, view.getUint8(at + 1) || 256];
    if (width > largest.width) largest = { width, height };
  }
  return sizeIfAny(largest.width, largest.height);
}
