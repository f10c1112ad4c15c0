import { createHash } from 'node:crypto';
import type { CallHttp } from '@/lib/email/http';
import type { MailResult } from '@/lib/email/mail';
import { type MailDeps, sendEmail } from '@/lib/email/send-email';
import type { HttpRequest, MailRequest, Notifier, RenderContext } from '@/lib/notifiers/notifier';
import type { Verdict } from '@/lib/notifiers/rules/classify';
import type { Message } from '@/lib/notifiers/rules/message';
import { redactHeaders, redactor, textsIn } from '@/lib/notifiers/rules/redact';

export const deliverTimeoutMs = 10_000;
const maxAnswerLength = 2048;
const maxRequestBodyLength = 8192;

/** `operatorCall` may reach the own network: for vendors that the operator has put there. */
export type DeliverDeps = { call: CallHttp; operatorCall: CallHttp; mail: MailDeps; now: () => Date };

/** What was sent, with every secret cut out. */
export type SentRequest = {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string;
};

/** An address whose mail is refused for good. */
export type Bounce = { address: string; reason: string };

/** What became of one attempt; `answer` is the receiver's raw words, cut at 2 KiB. */
export type Attempt = {
  verdict: Verdict;
  statusCode: number | null;
  answer: string | null;
  durationMs: number;
  /** How many requests of the message are through, those of earlier attempts among them. */
  requestsDone: number;
  /** What the receiver calls the message; null where it says nothing, or nothing was sent. */
  receipt: Readonly<Record<string, string>> | null;
  /** The last request that was made; null where there was none. */
  request: SentRequest | null;
  bounces: readonly Bounce[];
};

export type Envelope = {
  message: Message;
  config: Readonly<Record<string, unknown>>;
  context: RenderContext;
  organizationId: string;
  /** Requests that went through at earlier attempts. */
  requestsDone: number;
  /** Under which a mail is taken once; left out: the delivery's id. */
  mailKey?: string;
};

/** Render, send under the guard, say what the answer means. Not being received is a result. */
export async function deliver(deps: DeliverDeps, notifier: Notifier, envelope: Envelope): Promise<Attempt> {
  const startedMs = performance.now();
  const { message, config, context, requestsDone } = envelope;
  const requests = await notifier.render(message, config, context);
  const redact = redactorOf(deps, notifier, envelope);
  let sent: Sent = { verdict: { kind: 'ok' }, statusCode: null, answer: null };
  let done = Math.min(requestsDone, requests.length);
  let receipt: Attempt['receipt'] = null;
  let last: HttpRequest | MailRequest | null = null;
  const skipped = requests.filter((request) => request.kind === 'skip');
  const bounces: Bounce[] = [];
  const refusals: string[] = [];
  let isAnybodyReached = requests.slice(0, done).some(({ kind }) => kind !== 'skip');
  let isThrough = true;
  for (const [index, request] of [...requests.entries()].slice(done)) {
    if (request.kind === 'skip') {
      done = index + 1;
      continue;
    }
    last = request;
    sent = await sendOne(deps, notifier, request, envelope, requests.length === 1);
    if (sent.verdict.kind === 'ok') isAnybodyReached = true;
    else if (!isOfOneRecipient(sent.verdict, request)) {
      isThrough = false;
      break;
    } else {
      const recipient = request.kind === 'mail' ? request.mail.to.join(', ') : request.recipient;
      if (sent.isBounce === true) bounces.push({ address: `${recipient}`, reason: sent.verdict.reason });
      // Not counted as done: that a request is done would tell a retry that somebody was reached.
      refusals.push(`${recipient}: ${sent.verdict.reason}`);
      continue;
    }
    receipt = sent.receipt ?? receipt;
    done = index + 1;
  }
  if (isThrough) done = requests.length;
  const verdict = overall(sent.verdict, {
    isThrough,
    isAnybodyReached,
    unreached: skipped.length + refusals.length,
    why: skipped[0]?.reason ?? null,
  });
  return {
    ...redacted({ ...sent, answer: withRefusals(sent.answer, refusals) }, redact),
    verdict: redactVerdict(verdict, redact),
    durationMs: Math.round(performance.now() - startedMs),
    requestsDone: done,
    receipt,
    request: last === null ? null : toSentRequest(last, redact),
    bounces,
  };
}

function redactorOf(deps: DeliverDeps, notifier: Notifier, { config, context }: Envelope) {
  const secrets = notifier.secretFields.flatMap((field) => textsIn(config[field]));
  const operatorKey = deps.mail.settings.resendApiKey ?? '';
  // Whoever holds the link can acknowledge: those who may only read the ledger must not find it there.
  const link = context.acknowledgeUrl ?? '';
  return redactor([...secrets, ...context.signingSecrets, operatorKey, link]);
}

/** One who is not to be reached must not keep the others from being told. */
function isOfOneRecipient(
  verdict: Exclude<Verdict, { kind: 'ok' }>,
  request: HttpRequest | MailRequest,
): boolean {
  if (verdict.kind !== 'permanent' || verdict.disablesChannel) return false;
  return request.kind === 'mail' || request.recipient !== undefined;
}

/** The ledger keeps one answer; whoever was refused is named before it. */
function withRefusals(answer: string | null, refusals: readonly string[]): string | null {
  return refusals.length === 0 ? answer : [...refusals, answer ?? ''].join('\n');
}

type Outcome = { isThrough: boolean; isAnybodyReached: boolean; unreached: number; why: string | null };

/** Whoever was reached has the message; where nobody could be, somebody else has to be told. */
function overall(last: Verdict, { isThrough, isAnybodyReached, unreached, why }: Outcome): Verdict {
  if (!isThrough || unreached === 0) return last;
  if (isAnybodyReached) return { kind: 'ok' };
  return last.kind === 'ok'
    ? { kind: 'permanent', reason: why ?? 'Nobody is left to be told.', disablesChannel: false }
    : last;
}

type Sent = Pick<Attempt, 'verdict' | 'statusCode' | 'answer'> & {
  receipt?: Attempt['receipt'];
  /** The address takes no mail at all. */
  isBounce?: boolean;
};

function redacted({ statusCode, answer }: Sent, redact: (text: string) => string) {
  // In this order: what a cut leaves of a secret is not known for one any more.
  return { statusCode, answer: answer === null ? null : cut(redact(answer), maxAnswerLength) };
}

function redactVerdict(verdict: Verdict, redact: (text: string) => string): Verdict {
  return verdict.kind === 'ok' ? verdict : { ...verdict, reason: redact(verdict.reason) };
}

/** As the ledger keeps it: without secrets, and cut. */
export function toSentRequest(
  request: HttpRequest | MailRequest,
  redact: (text: string) => string,
): SentRequest {
  if (request.kind === 'mail') {
    const { to, subject, headers, text } = request.mail;
    const { 'List-Unsubscribe': stop = '', ...shown } = headers;
    // Whoever holds it can stop the mails of that reader.
    const cutOut = redactor([stop.slice(1, -1)]);
    return {
      method: 'MAIL',
      url: to.join(', '),
      headers: redactHeaders({ Subject: subject, ...shown }, redact),
      body: cut(redact(cutOut(text)), maxRequestBodyLength),
    };
  }
  const { method, url, headers, body } = request;
  return {
    method,
    url: redact(url),
    headers: redactHeaders(headers, redact),
    body: cut(redact(body), maxRequestBodyLength),
  };
}

function sendOne(
  deps: DeliverDeps,
  notifier: Notifier,
  request: HttpRequest | MailRequest,
  envelope: Envelope,
  isAlone: boolean,
): Promise<Sent> {
  return request.kind === 'http'
    ? sendHttp(deps, notifier, request)
    : sendMail(deps, request, envelope, isAlone);
}

async function sendHttp(deps: DeliverDeps, notifier: Notifier, request: HttpRequest): Promise<Sent> {
  const { method, url, headers, body } = request;
  const call = request.isOperatorUrl === true ? deps.operatorCall : deps.call;
  const answer = await call({ method, url, headers, body, timeoutMs: deliverTimeoutMs });
  if (answer.ok) {
    const verdict = notifier.classify(answer, deps.now(), request);
    return {
      verdict,
      statusCode: answer.status,
      answer: answer.body,
      receipt: verdict.kind === 'ok' ? (notifier.receiptOf?.(answer, request) ?? null) : null,
    };
  }
  const isHopeless = answer.fault === 'invalid_request';
  return {
    verdict: isHopeless
      ? { kind: 'permanent', reason: answer.message, disablesChannel: false }
      : { kind: 'retry', reason: answer.message, retryAfterMs: null },
    statusCode: null,
    answer: null,
  };
}

async function sendMail(
  deps: DeliverDeps,
  request: MailRequest,
  envelope: Envelope,
  isAlone: boolean,
): Promise<Sent> {
  const { deliveryId } = envelope.context;
  const key = envelope.mailKey ?? deliveryId;
  const result = await sendEmail(deps.mail, {
    ...request.mail,
    // One key for each recipient: the same message to another one is another mail. Short: Resend takes 256 characters.
    idempotencyKey: isAlone ? key : `${key}/${fingerprintOf(request.mail.to.join())}`,
    tags: { delivery_id: deliveryId },
    organizationId: envelope.organizationId,
  });
  return {
    verdict: mailVerdict(result),
    statusCode: result.statusCode,
    answer: result.answer,
    isBounce: result.kind === 'permanent' && result.isBounce,
    // Later mails of the same incident answer to it, under its subject.
    receipt: result.kind === 'sent' ? { subject: request.mail.subject } : null,
  };
}

function fingerprintOf(address: string): string {
  return createHash('sha256').update(address).digest('base64url').slice(0, 22);
}

function mailVerdict(result: MailResult): Verdict {
  switch (result.kind) {
    case 'sent':
      return { kind: 'ok' };
    case 'retry':
      return { kind: 'retry', reason: result.reason, retryAfterMs: result.retryAfterMs };
    case 'permanent':
      return { kind: 'permanent', reason: result.reason, disablesChannel: false };
  }
}

/** NUL cannot be kept by Postgres; what is not text is shown as replacement characters already. */
function cut(text: string, max: number): string {
  return text.slice(0, max).toWellFormed().replaceAll('\0', '\uFFFD');
}
