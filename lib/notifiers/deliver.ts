import type { CallHttp } from '@/lib/email/http';
import type { MailResult } from '@/lib/email/mail';
import { type MailDeps, sendEmail } from '@/lib/email/send-email';
import type { HttpRequest, MailRequest, Notifier, RenderContext } from '@/lib/notifiers/notifier';
import type { Verdict } from '@/lib/notifiers/rules/classify';
import type { Message } from '@/lib/notifiers/rules/message';

export const deliverTimeoutMs = 10_000;
const maxAnswerLength = 2048;

export type DeliverDeps = { call: CallHttp; mail: MailDeps; now: () => Date };

/** What became of one attempt; `answer` is the receiver's raw words, cut at 2 KiB. */
export type Attempt = {
  verdict: Verdict;
  statusCode: number | null;
  answer: string | null;
  durationMs: number;
};

export type Envelope = { message: Message; config: unknown; context: RenderContext; organizationId: string };

/** Render, send under the guard, say what the answer means. Not being received is a result. */
export async function deliver(deps: DeliverDeps, notifier: Notifier, envelope: Envelope): Promise<Attempt> {
  const startedMs = performance.now();
  const request = await notifier.render(envelope.message, envelope.config, envelope.context);
  const sent =
    request.kind === 'http'
      ? await sendHttp(deps, notifier, request)
      : await sendMail(deps, request, envelope);
  return { ...sent, durationMs: Math.round(performance.now() - startedMs) };
}

type Sent = Omit<Attempt, 'durationMs'>;

async function sendHttp(deps: DeliverDeps, notifier: Notifier, request: HttpRequest): Promise<Sent> {
  const { method, url, headers, body } = request;
  const answer = await deps.call({ method, url, headers, body, timeoutMs: deliverTimeoutMs });
  if (answer.ok) {
    return {
      verdict: notifier.classify(answer, deps.now()),
      statusCode: answer.status,
      answer: cutAnswer(answer.body),
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

async function sendMail(deps: DeliverDeps, request: MailRequest, envelope: Envelope): Promise<Sent> {
  const result = await sendEmail(deps.mail, {
    ...request.mail,
    idempotencyKey: envelope.context.deliveryId,
    organizationId: envelope.organizationId,
  });
  return { verdict: mailVerdict(result), statusCode: result.statusCode, answer: cutAnswer(result.answer) };
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
function cutAnswer(answer: string): string {
  return answer.slice(0, maxAnswerLength).toWellFormed().replaceAll('\0', '\uFFFD');
}
