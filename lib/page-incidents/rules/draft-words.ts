import { cutText } from '@/lib/core/cut-text';
import type { HeartbeatCause } from '@/lib/heartbeats/constants';
import type { Symptom } from '@/lib/page-incidents/rules/words/incident-words';
import { wordsOf } from '@/lib/page-incidents/rules/words-of';
import type { FailureCause } from '@/lib/probing/constants';
import type { PageLocale } from '@/lib/status-pages/constants';

/** An outage as customers may know of it: the public name, and nothing of what the monitor asks or was answered. */
export type Outage = { name: string; cause: string; httpStatus: number | null; sinceMs: number };

const symptoms: Record<FailureCause | HeartbeatCause, Symptom | 'errors'> = {
  dns_nxdomain: 'unnamed',
  dns_no_address: 'unnamed',
  dns_servfail: 'unnamed',
  dns_timeout: 'unnamed',
  dns_failure: 'unnamed',
  connect_refused: 'unreachable',
  connect_timeout: 'unreachable',
  connect_unreachable: 'unreachable',
  connect_failed: 'unreachable',
  tls_expired: 'expired',
  tls_not_yet_valid: 'certificate',
  tls_self_signed: 'certificate',
  tls_host_mismatch: 'certificate',
  tls_untrusted: 'certificate',
  tls_revoked: 'certificate',
  tls_protocol: 'insecure',
  tls_timeout: 'insecure',
  tls_invalid: 'insecure',
  timeout: 'silent',
  connection_reset: 'broken',
  connection_closed: 'broken',
  protocol_error: 'garbled',
  header_overflow: 'garbled',
  informational_overflow: 'garbled',
  body_malformed: 'garbled',
  too_many_redirects: 'lost',
  redirect_invalid: 'lost',
  blocked_target: 'problems',
  http_status: 'errors',
  keyword: 'wrong',
  assertion: 'wrong',
  latency: 'slow',
  cancelled: 'problems',
  prober_fault: 'problems',
  heartbeat_missed: 'missed',
  heartbeat_failed: 'failed',
  heartbeat_overrun: 'overrun',
};

function isKnown(cause: string): cause is keyof typeof symptoms {
  return Object.hasOwn(symptoms, cause);
}

/** Title and Markdown body for customers. `outages`: at least one, each component once. */
export function draftWords(
  locale: PageLocale,
  outages: readonly Outage[],
  nowMs: number,
): { title: string; body: string } {
  const { looking } = wordsOf(locale);
  const gap = outages.length === 1 ? ' ' : '\n\n';
  return {
    title: titleOf(
      locale,
      outages.map(({ name }) => name),
    ),
    body: `${sentencesOf(locale, outages, nowMs)}${gap}${looking}`,
  };
}

const maxLines = 10;

/** One as a sentence, more as a list, of which the end is only counted. */
export function sentencesOf(locale: PageLocale, outages: readonly Outage[], nowMs: number): string {
  const lines = outages.slice(0, maxLines).map((outage) => sentenceOf(locale, outage, nowMs));
  if (outages.length > maxLines) lines.push(wordsOf(locale).more(outages.length - maxLines));
  return lines.length === 1 ? lines.join('') : lines.map((line) => `- ${line}`).join('\n');
}

/** As in "Checkout API cannot be reached since 10:42 UTC." An unknown cause, such as one by hand, says only that something is wrong. */
export function sentenceOf(
  locale: PageLocale,
  { name, cause, httpStatus, sinceMs }: Outage,
  nowMs: number,
): string {
  const words = wordsOf(locale);
  const symptom = isKnown(cause) ? symptoms[cause] : 'problems';
  const shown = escapeName(name);
  const said = symptom === 'errors' ? words.errors(shown, httpStatus) : words.symptoms[symptom](shown);
  return words.since(said, clock(sinceMs, nowMs));
}

/** As in "Problems with Checkout API and Login", of at most 200 UTF-16 units. */
export function titleOf(locale: PageLocale, names: readonly string[]): string {
  const title = wordsOf(locale).title(listNames(locale, names));
  return title.length > 200 ? cutText(title, 100) : title;
}

/** At most three by their names. */
export function listNames(locale: PageLocale, names: readonly string[]): string {
  const { more, service } = wordsOf(locale);
  if (names.length === 0) return service;
  const shown = names.length > 3 ? [...names.slice(0, 2), more(names.length - 2)] : names;
  // English as it is written in Britain, without a comma before the last one.
  return new Intl.ListFormat(locale === 'en' ? 'en-GB' : locale, { type: 'conjunction' }).format(shown);
}

/** As in `10:42 UTC`, with the day where it is another one than today. */
export function clock(ms: number, nowMs: number): string {
  const iso = new Date(ms).toISOString();
  const time = `${iso.slice(11, 16)} UTC`;
  return iso.slice(0, 10) === new Date(nowMs).toISOString().slice(0, 10)
    ? time
    : `${iso.slice(0, 10)} ${time}`;
}

/** A name in Markdown is that name, whatever stands in it. */
export function escapeName(name: string): string {
  return name.replace(/[\\`*[\]<>]/g, '\\$&');
}
