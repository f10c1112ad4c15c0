/** At most `maxBytes` bytes of UTF-8, the last sign an ellipsis where something was cut. Never half a character. */
export function cutBytes(text: string, maxBytes: number): string {
  const encoder = new TextEncoder();
  if (encoder.encode(text).length <= maxBytes) return text;
  const bytes = new Uint8Array(Math.max(0, maxBytes - 3));
  const { read } = encoder.encodeInto(text, bytes);
  return `${text.slice(0, read)}…`;
}
