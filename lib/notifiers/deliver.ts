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
};

/** Render, send under the guard, say what the answer means. Not being received is a result. */
export async function deliver(deps: DeliverDeps, notifier: Notifier, envelope: Envelope): Promise<Attempt> {
  const startedMs = performance.now();
  const { message, config, context, requestsDone } = envelope;
  const requests = await notifier.render(message, config, context);
  const secrets = notifier.secretFields.flatMap((field) => textsIn(config[field]));
  const operatorKey = deps.mail.settings.resendApiKey ?? '';
  const redact = redactor([...secrets, ...context.signingSecrets, operatorKey]);
  let sent: Sent = { verdict: { kind: 'ok' }, statusCode: null, answer: null };
  let done = Math.min(requestsDone, requests.length);
  let receipt: Attempt['receipt'] = null;
  let last: HttpRequest | MailRequest | null = null;
  const skipped = requests.filter((request) => request.kind === 'skip');
  const bounces: Bounce[] = [];
  for (const [index, request] of [...requests.entries()].slice(done)) {
    if (request.kind === 'skip') {
      done = index + 1;
      continue;
    }
    last = request;
    sent = await sendOne(deps, notifier, request, envelope, index);
    if (sent.verdict.kind === 'permanent' && request.kind === 'mail') {
      // One address that takes no mail must not keep the others from theirs.
      bounces.push({ address: request.mail.to.join(', '), reason: sent.verdict.reason });
    } else if (sent.verdict.kind !== 'ok') break;
    receipt = sent.receipt ?? receipt;
    done = index + 1;
  }
  const verdict = overall(sent.verdict, {
    isThrough: done === requests.length,
    unreached: bounces.length + skipped.length,
    all: requests.length,
    why: skipped[0]?.reason ?? null,
  });
  return {
    ...redacted(sent, redact),
    verdict: redactVerdict(verdict, redact),
    durationMs: Math.round(performance.now() - startedMs),
    requestsDone: done,
    receipt,
    request: last === null ? null : toSentRequest(last, redact),
    bounces,
  };
}

type Outcome = { isThrough: boolean; unreached: number; all: number; why: string | null };

/** Whoever was reached has the message; where nobody could be, somebody else has to be told. */
function overall(last: Verdict, { isThrough, unreached, all, why }: Outcome): Verdict {
  if (!isThrough || unreached === 0) return last;
  if (unreached < all) return { kind: 'ok' };
  return last.kind === 'ok'
    ? { kind: 'permanent', reason: why ?? 'Nobody is left to be told.', disablesChannel: false }
    : last;
}

type Sent = Pick<Attempt, 'verdict' | 'statusCode' | 'answer'> & { receipt?: Attempt['receipt'] };

function redacted({ statusCode, answer }: Sent, redact: (text: string) => string) {
  return { statusCode, answer: answer === null ? null : redact(answer) };
}

function redactVerdict(verdict: Verdict, redact: (text: string) => string): Verdict {
  return verdict.kind === 'ok' ? verdict : { ...verdict, reason: redact(verdict.reason) };
}

function toSentRequest(request: HttpRequest | MailRequest, redact: (text: string) => string): SentRequest {
  if (request.kind === 'mail') {
    const { to, subject, headers, text } = request.mail;
    const shown = { ...headers };
    delete shown['List-Unsubscribe'];
    return {
      method: 'MAIL',
      url: to.join(', '),
      headers: redactHeaders({ Subject: subject, ...shown }, redact),
      body: cut(text, maxRequestBodyLength),
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
  index: number,
): Promise<Sent> {
  return request.kind === 'http'
    ? sendHttp(deps, notifier, request)
    : sendMail(deps, request, envelope, index);
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
      answer: cut(answer.body, maxAnswerLength),
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
  index: number,
): Promise<Sent> {
  const { deliveryId } = envelope.context;
  const result = await sendEmail(deps.mail, {
    ...request.mail,
    // One key for each recipient: the same message to another one is another mail.
    idempotencyKey: index === 0 ? deliveryId : `${deliveryId}/${index}`,
    organizationId: envelope.organizationId,
  });
  return {
    verdict: mailVerdict(result),
    statusCode: result.statusCode,
    answer: cut(result.answer, maxAnswerLength),
  };
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
