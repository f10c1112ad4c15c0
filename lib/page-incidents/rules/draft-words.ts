import { cutText } from '@/lib/core/cut-text';
import type { HeartbeatCause } from '@/lib/heartbeats/constants';
import type { FailureCause } from '@/lib/probing/constants';

/** An outage as customers may know of it: the public name, and nothing of what the monitor asks or was answered. */
export type Outage = { name: string; cause: string; httpStatus: number | null; sinceMs: number };

type Symptom = (name: string, httpStatus: number | null) => string;

const unreachable: Symptom = (name) => `${name} cannot be reached`;
const unnamed: Symptom = (name) => `${name} cannot be reached because its name (DNS) is not found`;
const slow: Symptom = (name) => `${name} does not answer in time`;
const insecure: Symptom = (name) => `Secure connections to ${name} fail`;
const badCertificate: Symptom = (name) => `Secure connections to ${name} fail because of its certificate`;
const broken: Symptom = (name) => `Connections to ${name} break off`;
const garbled: Symptom = (name) => `${name} gives answers that cannot be read`;
const wrong: Symptom = (name) => `${name} answers, but not as it should`;
const lost: Symptom = (name) => `${name} redirects visitors to where nothing answers`;
const problems: Symptom = (name) => `We see problems with ${name}`;

const symptoms: Record<FailureCause | HeartbeatCause, Symptom> = {
  dns_nxdomain: unnamed,
  dns_no_address: unnamed,
  dns_servfail: unnamed,
  dns_timeout: unnamed,
  dns_failure: unnamed,
  connect_refused: unreachable,
  connect_timeout: unreachable,
  connect_unreachable: unreachable,
  connect_failed: unreachable,
  tls_expired: (name) => `Secure connections to ${name} fail because its certificate has expired`,
  tls_not_yet_valid: badCertificate,
  tls_self_signed: badCertificate,
  tls_host_mismatch: badCertificate,
  tls_untrusted: badCertificate,
  tls_revoked: badCertificate,
  tls_protocol: insecure,
  tls_timeout: insecure,
  tls_invalid: insecure,
  timeout: slow,
  connection_reset: broken,
  connection_closed: broken,
  protocol_error: garbled,
  header_overflow: garbled,
  informational_overflow: garbled,
  body_malformed: garbled,
  too_many_redirects: lost,
  redirect_invalid: lost,
  blocked_target: problems,
  http_status: (name, httpStatus) =>
    httpStatus === null ? `We see errors from ${name}` : `We see errors (HTTP ${httpStatus}) from ${name}`,
  keyword: wrong,
  assertion: wrong,
  latency: (name) => `${name} answers more slowly than usual`,
  cancelled: problems,
  prober_fault: problems,
  heartbeat_missed: (name) => `${name} has not reported in when it should have`,
  heartbeat_failed: (name) => `${name} reports a failure`,
  heartbeat_overrun: (name) => `${name} takes longer than it should`,
};

function isKnown(cause: string): cause is keyof typeof symptoms {
  return Object.hasOwn(symptoms, cause);
}

/** In one sentence without a full stop; an unknown cause, such as one by hand, says no more than that something is wrong. */
function symptomOf({ name, cause, httpStatus }: Outage): string {
  const symptom = isKnown(cause) ? symptoms[cause] : problems;
  return symptom(escapeName(name), httpStatus);
}

/** Title and Markdown body for customers. `outages`: at least one, each component once. */
export function draftWords(outages: readonly Outage[], nowMs: number): { title: string; body: string } {
  const names = outages.map(({ name }) => name);
  const said = sentencesOf(outages, nowMs);
  const close = 'We are looking into it and will say more here.';
  return { title: titleOf(names), body: outages.length === 1 ? `${said} ${close}` : `${said}\n\n${close}` };
}

const maxLines = 10;

/** One as a sentence, more as a list, of which the end is only counted. */
export function sentencesOf(outages: readonly Outage[], nowMs: number): string {
  const lines = outages.slice(0, maxLines).map((outage) => sentenceOf(outage, nowMs));
  if (outages.length > maxLines) lines.push(`${outages.length - maxLines} more.`);
  return lines.length === 1 ? lines.join('') : lines.map((line) => `- ${line}`).join('\n');
}

/** As in "Checkout API cannot be reached since 10:42 UTC." */
export function sentenceOf(outage: Outage, nowMs: number): string {
  return `${symptomOf(outage)} since ${clock(outage.sinceMs, nowMs)}.`;
}

/** As in "Problems with Checkout API and Login", of at most 200 UTF-16 units. */
export function titleOf(names: readonly string[]): string {
  const title = `Problems with ${listNames(names)}`;
  return title.length > 200 ? cutText(title, 100) : title;
}

/** At most three by their names. */
export function listNames(names: readonly string[]): string {
  const shown = names.length > 3 ? [...names.slice(0, 2), `${names.length - 2} more`] : names;
  const last = shown.at(-1) ?? 'our service';
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
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
