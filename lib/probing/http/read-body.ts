import { createGunzip, createInflate } from 'node:zlib';
import { maxBodyBytes } from '@/lib/probing/constants';
import { type HeaderList, readHeader } from '@/lib/probing/rules/parse-head';

/** Null: not encoded, or in a way that is never undone (brotli, zstd), so that a keyword is looked for as it came. */
export function inflatableEncoding(headers: HeaderList): 'gzip' | 'deflate' | null {
  const encoding = readHeader(headers, 'content-encoding')?.toLowerCase();
  if (encoding === 'gzip' || encoding === 'x-gzip') return 'gzip';
  return encoding === 'deflate' ? 'deflate' : null;
}

/** At most 1 MiB comes out, however much is packed into the input; what cannot be unpacked is left out. */
export function inflateCapped(body: Buffer, encoding: 'gzip' | 'deflate'): Promise<Buffer> {
  return new Promise((done) => {
    const inflate = encoding === 'gzip' ? createGunzip() : createInflate();
    const pieces: Buffer[] = [];
    let bytes = 0;
    const finish = () => {
      inflate.destroy();
      done(Buffer.concat(pieces).subarray(0, maxBodyBytes));
    };
    inflate.on('data', (piece: Buffer) => {
      pieces.push(piece);
      bytes += piece.length;
      if (bytes >= maxBodyBytes) finish();
    });
    inflate.on('end', finish);
    inflate.on('error', finish);
    inflate.end(body);
  });
}

/** Decoded by the charset that Content-Type names, UTF-8 where it names none or an unknown one. */
export function decodeBody(body: Buffer, headers: HeaderList): string {
  const contentType = readHeader(headers, 'content-type') ?? '';
  const charset = /charset\s{0,8}=\s{0,8}"?([\w:.-]{1,40})/i.exec(contentType)?.[1]?.toLowerCase() ?? 'utf-8';
  if (charset === 'utf-8' || charset === 'utf8' || charset === 'us-ascii') return body.toString('utf8');
  try {
    return new TextDecoder(charset).decode(body);
  } catch {
    return body.toString('utf8');
  }
}
