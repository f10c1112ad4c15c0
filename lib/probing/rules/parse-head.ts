export type HeaderList = readonly (readonly [name: string, value: string])[];

export type ResponseHead = {
  status: number;
  /** In the order and the case in which they came. */
  headers: HeaderList;
  /** Bytes that will follow, or how their end is told. */
  framing: number | 'chunked' | 'until_close';
};

export type HeadFault = { cause: 'protocol_error' | 'header_overflow'; message: string };
type Parsed<T> = { ok: true; value: T } | { ok: false; fault: HeadFault };

export const maxHeaderLines = 256;
const statusLine = /^HTTP\/1\.[01] ([1-9]\d\d)(?: |$)/;
const headerName = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: RFC 9110 allows no control character but the tab.
const forbiddenInValue = /[\u0000-\u0008\u000a-\u001f\u007f]/;

/** `source`: status line and header lines as Latin-1, without the empty line that ends them (RFC 9112, section 2). */
export function parseHead(source: string): Parsed<ResponseHead> {
  let end = source.indexOf('\r\n');
  if (end === -1) end = source.length;
  const line = source.slice(0, end);
  const status = statusLine.exec(line)?.[1];
  if (status === undefined || forbiddenInValue.test(line)) return fault('The status line is malformed.');
  const headers: [string, string][] = [];
  while (end < source.length) {
    const start = end + 2;
    end = source.indexOf('\r\n', start);
    if (end === -1) end = source.length;
    if (headers.length >= maxHeaderLines) {
      const message = `The header has more than ${maxHeaderLines} lines.`;
      return { ok: false, fault: { cause: 'header_overflow', message } };
    }
    const colon = source.indexOf(':', start);
    if (colon === -1 || colon > end) return fault('A header line has no colon.');
    const name = source.slice(start, colon);
    const value = source.slice(colon + 1, end).trim();
    if (!headerName.test(name)) return fault('A header name is malformed.');
    if (forbiddenInValue.test(value)) return fault('A header value contains a control character.');
    headers.push([name, value]);
  }
  const framing = framingOf(headers);
  return framing.ok
    ? { ok: true, value: { status: Number(status), headers, framing: framing.value } }
    : framing;
}

function framingOf(headers: HeaderList): Parsed<ResponseHead['framing']> {
  let length: number | null = null;
  let isChunked = false;
  for (const [name, value] of headers) {
    if (name.length === 14 && name.toLowerCase() === 'content-length') {
      for (const part of value.split(',')) {
        const digits = part.trim();
        if (!/^\d{1,15}$/.test(digits)) return fault('Content-Length is not a number.');
        if (length !== null && length !== Number(digits))
          return fault('There are two different Content-Lengths.');
        length = Number(digits);
      }
    } else if (name.length === 17 && name.toLowerCase() === 'transfer-encoding') {
      if (isChunked || value.toLowerCase() !== 'chunked')
        return fault('The Transfer-Encoding is not plain chunked.');
      isChunked = true;
    }
  }
  // RFC 9112, section 6.1: such a message may be an attempt at smuggling.
  if (isChunked && length !== null) return fault('Both Content-Length and Transfer-Encoding are given.');
  return { ok: true, value: isChunked ? 'chunked' : (length ?? 'until_close') };
}

function fault(message: string): { ok: false; fault: HeadFault } {
  return { ok: false, fault: { cause: 'protocol_error', message } };
}

/** The values of a header, joined as RFC 9110 section 5.3 allows; null when it is absent. */
export function readHeader(headers: HeaderList, name: string): string | null {
  const wanted = name.toLowerCase();
  let found: string | null = null;
  for (const [key, value] of headers) {
    if (key.length !== wanted.length || key.toLowerCase() !== wanted) continue;
    found = found === null ? value : `${found}, ${value}`;
  }
  return found;
}
