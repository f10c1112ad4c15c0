import { maxFileBytes } from '@/lib/status-pages/constants';

/** What is wrong with a file before it is sent; the server looks into it. */
export function fileFault({ size }: { size: number }): string | null {
  if (size === 0) return 'The file is empty.';
  if (size <= maxFileBytes) return null;
  const kib = Math.ceil(size / 1024);
  return `The file has ${kib} KiB. At most ${maxFileBytes / 1024} KiB are possible: make the picture smaller.`;
}

export async function readBase64(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  // Not all at once: a call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 8192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  }
  return btoa(text);
}
