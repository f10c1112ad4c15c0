/**
 * How long a receiver asks to wait, in milliseconds from `now`; null where it says nothing that can be read.
 * Seconds (with a fraction too, as some vendors send) or an HTTP date. Source: RFC 9110, section 10.2.3.
 */
export function parseRetryAfter(value: string | null | undefined, now: Date): number | null {
  const text = value?.trim() ?? '';
  if (/^\d{1,10}(\.\d{1,6})?$/.test(text)) return Math.ceil(Number(text) * 1000);
  // The three forms of an HTTP date all begin with the name of a day; `Date.parse` alone would take much more.
  if (!/^(mon|tue|wed|thu|fri|sat|sun)/i.test(text)) return null;
  const at = Date.parse(/\b(gmt|utc)\b/i.test(text) ? text : `${text} GMT`);
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}
