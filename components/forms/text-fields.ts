/** “https://” may be left out; `example.com:8080` is a host with a port, not a scheme. */
export function completeUrl(text: string): string {
  const url = text.trim();
  return url === '' || /^[a-z][a-z0-9+.-]*:(?!\d)/i.test(url) ? url : `https://${url}`;
}

/** An address as people say it: without its scheme. */
export function bareUrl(url: string): string {
  return url.replace(/^https?:\/\//, '');
}

/** Headers as they are typed: one a line, `Name: value`. */
export function headersOf(text: string): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const colon = line.indexOf(':');
    const name = colon === -1 ? line.trim() : line.slice(0, colon).trim();
    headers[name] = colon === -1 ? '' : line.slice(colon + 1).trim();
  }
  return headers;
}

export function linesOf(headers: Readonly<Record<string, string>>): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}
