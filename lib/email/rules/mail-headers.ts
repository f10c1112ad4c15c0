import { cutText } from '@/lib/core/cut-text';

/** RFC 5322 atom text, and at least one dot-free label after the @; quoted local parts are not taken. */
export const addressPattern =
  /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}))*$/;

const maxSubjectPoints = 180;

/** A header is one line: line breaks and control characters would begin another header. */
export function headerLine(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(/ {2,}/g, ' ')
    .trim();
}

export function subjectLine(text: string): string {
  return cutText(headerLine(text), maxSubjectPoints);
}

/** The first fault of what would go into the header section, or null. */
export function findHeaderFault(mail: {
  to: readonly string[];
  subject: string;
  headers: Readonly<Record<string, string>>;
}): string | null {
  if (mail.to.length === 0) return 'a mail needs a recipient';
  const stranger = mail.to.find((address) => !addressPattern.test(address));
  if (stranger !== undefined) return `not a mail address: ${headerLine(stranger)}`;
  if (headerLine(mail.subject) !== mail.subject) return 'the subject is not one line';
  for (const [name, value] of Object.entries(mail.headers)) {
    if (!/^[A-Za-z][A-Za-z0-9-]*$/.test(name)) return `not a header name: ${headerLine(name)}`;
    if (headerLine(value) !== value) return `the header ${name} is not one line`;
  }
  return null;
}

/** The part behind the @ of `Name <user@host>`; where message ids say they come from. */
export function domainOf(from: string): string {
  return /@([A-Za-z0-9.-]+)>?\s*$/.exec(from)?.[1]?.toLowerCase() ?? 'localhost';
}

/** `Stillup <stillup@example.com>` with a note: `"Stillup: Down" <stillup@example.com>`, quoted as RFC 5322 wants it. */
export function senderOf(from: string, note: string | undefined): string {
  if (note === undefined) return from;
  const [, given = '', address = from.trim()] = /^(.*)<([^<>]+)>\s*$/.exec(from) ?? [];
  const name = given.trim() === '' ? 'Stillup' : given.trim();
  return `"${headerLine(`${name}: ${note}`).replaceAll(/["\\]/g, '')}" <${address}>`;
}

/**
 * Unique for each mail: everybody gets their own. The first of a conversation is called after the incident, so that
 * every later one can refer to it.
 */
export function messageId(parts: readonly string[], address: string, domain: string): string {
  const recipient = address
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]/g, (char) => `=${char.charCodeAt(0).toString(16)}`);
  return `<${[...parts, recipient].join('.')}@${domain}>`;
}
