import type { HeaderList } from '@/lib/probing/rules/parse-head';

const secretName =
  /cookie|authorization|authenticat|token|secret|api-?key|password|session|csrf|signature|credential/i;
const secretParameter =
  /^(?:.*[-_])?(?:token|secret|api-?key|key|password|pass|sig|signature|code|session|auth)$/i;

/** For evidence, which is shown to people and sent to channels. */
export function cutSecretHeaders(headers: HeaderList): [string, string][] {
  return headers.map(([name, value]) => [
    name,
    secretName.test(name) ? '[cut]' : withoutNul(value).slice(0, 1024),
  ]);
}

/** The values of query parameters that look like secrets are cut. */
export function cutSecretParameters(url: string): string {
  const query = url.indexOf('?');
  if (query === -1) return url;
  const parts = url.slice(query + 1).split('&');
  const cut = parts.map((part) => {
    const equals = part.indexOf('=');
    return equals !== -1 && secretParameter.test(part.slice(0, equals))
      ? `${part.slice(0, equals)}=[cut]`
      : part;
  });
  return `${url.slice(0, query)}?${cut.join('&')}`;
}

/** PostgreSQL keeps neither NUL nor half a surrogate pair. */
export function withoutNul(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '\ufffd');
}
