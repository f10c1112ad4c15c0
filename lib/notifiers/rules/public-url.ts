const innerNames = /(^|\.)(localhost|local|localdomain|internal|intranet|lan|home|corp|test|invalid)$/i;

/** Whether an address can be opened from outside: some vendors refuse a whole message for a button that cannot. */
export function isPublicUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  if (protocol !== 'https:' && protocol !== 'http:') return false;
  return /\.[a-z][a-z0-9-]*[a-z0-9]$/i.test(hostname) && !innerNames.test(hostname);
}
