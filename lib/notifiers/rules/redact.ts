import { mask } from '@/lib/notifiers/constants';

/** What is shorter would be found in half of all texts. */
const shortestSecret = 4;
/** Of `Bearer …` the second word is the secret; words as short as the first are no secrets. */
const shortestPart = 8;
/** What in an address is as long as this is no word. */
const shortestKey = 20;

/** Every text inside a value, however deep. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** The forms in which a secret may stand in a request: as it is, in an address, in JSON, in basic credentials. */
function formsOf(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const parts = URL.canParse(secret)
    ? partsOf(new URL(secret))
    : secret.split(' ').filter(({ length }) => length >= shortestPart);
  // PHP writes slashes of JSON with a backslash.
  const forms = [secret, encodeURIComponent(secret), json, ...parts].flatMap((form) => [
    form,
    form.replaceAll('/', '\\/'),
  ]);
  return forms.filter(({ length }) => length >= shortestSecret);
}

/** Of an address: all behind the host, and whatever in it is long enough to be the key, by which it may be said back. */
function partsOf({ pathname, search, password }: URL): string[] {
  const long = [...pathname.split('/'), ...search.slice(1).split(/[&=]/)].filter(
    ({ length }) => length >= shortestKey,
  );
  return [pathname + search, ...[...long, password].flatMap((part) => [part, decoded(part)])];
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Of an address that is a secret the host may be seen: it says where the message went. */
function standsFor(form: string): string {
  return /^https?:/.test(form) && URL.canParse(form) ? `${new URL(form).origin}/${mask}` : mask;
}

/** Longest first, so that no secret that begins with another one leaves its rest behind. */
export function redactor(secrets: readonly string[]): (text: string) => string {
  const forms = [...new Set(secrets.flatMap(formsOf))].sort((one, other) => other.length - one.length);
  const pairs = forms.map((form) => [form, standsFor(form)] as const);
  return (text) => pairs.reduce((rest, [form, shown]) => rest.replaceAll(form, shown), text);
}

const credentialHeader = /^(authorization|proxy-authorization|cookie)$|token|secret|api-?key|password/i;

/** Header values that are credentials whatever they hold: basic ones carry a secret in base64. */
export function redactHeaders(
  headers: Readonly<Record<string, string>>,
  redact: (text: string) => string,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      credentialHeader.test(name) ? mask : redact(value),
    ]),
  );
}
