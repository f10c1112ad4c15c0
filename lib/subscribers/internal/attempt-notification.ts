import type { CallHttp } from '@/lib/email/http';
import type { MailResult } from '@/lib/email/mail';
import { sendEmail } from '@/lib/email/send-email';
import { jsonRequest } from '@/lib/notifiers/json-request';
import type { HttpRequest } from '@/lib/notifiers/notifier';
import { notifiers } from '@/lib/notifiers/registry';
import type { Verdict } from '@/lib/notifiers/rules/classify';
import { redactor } from '@/lib/notifiers/rules/redact';
import { standardSignature } from '@/lib/notifiers/webhook/sign';
import type { Letters } from '@/lib/subscribers/internal/letters';
import { openTarget } from '@/lib/subscribers/internal/sealed-target';
import { slackUpdateBody } from '@/lib/subscribers/internal/slack-body';
import type { NotifierDeps } from '@/lib/subscribers/notifier-deps';
import type { FoundNotification } from '@/lib/subscribers/queries/sending';
import { webhookBody } from '@/lib/subscribers/rules/webhook-body';

/** `isCrowded`: the receiver takes no more just now, which says nothing of the message. */
export type Outcome =
  | { kind: 'sent' }
  | { kind: 'retry'; reason: string; retryAfterMs: number | null; isCrowded: boolean }
  | { kind: 'failed'; reason: string; disables: boolean };

const timeoutMs = 10_000;

/** Not being received is a result. @throws SealError */
export async function attemptNotification(
  deps: NotifierDeps,
  letters: Letters,
  found: FoundNotification,
): Promise<Outcome> {
  switch (found.subscriber.kind) {
    case 'email':
      return mailOutcome(
        await sendEmail(deps.mail, {
          ...(await letters.write(found)),
          idempotencyKey: found.notification.id,
          organizationId: found.notification.organizationId,
        }),
      );
    case 'webhook':
      return callWebhook(deps, webhookBody(await letters.telling(found)), found);
    case 'slack':
      return callSlack(deps, slackUpdateBody(await letters.telling(found), found.subscriber.locale), found);
  }
}

function mailOutcome(result: MailResult): Outcome {
  switch (result.kind) {
    case 'sent':
      return { kind: 'sent' };
    case 'retry':
      return { ...result, isCrowded: result.provider === 'resend' && result.statusCode === 429 };
    case 'permanent':
      // Taken at an attempt of before, whose answer was lost, and edited since.
      if (result.provider === 'resend' && result.statusCode === 409) return { kind: 'sent' };
      return { kind: 'failed', reason: result.reason, disables: result.isBounce };
  }
}

async function callWebhook(deps: NotifierDeps, body: string, found: FoundNotification): Promise<Outcome> {
  const { url, signingSecret } = openTarget(deps.sealer, found.subscriber);
  const { id } = found.notification;
  const timestampSeconds = Math.floor(deps.now().getTime() / 1000);
  const secrets = signingSecret === null ? [] : [signingSecret];
  const request = jsonRequest(url, body, {
    headers: {
      'user-agent': 'Stillup-Webhook/1.0',
      'webhook-id': id,
      'webhook-timestamp': String(timestampSeconds),
      'webhook-signature': standardSignature(secrets, id, timestampSeconds, body),
    },
  });
  const outcome = await requestTarget(deps, request, 'webhook');
  return redacted(outcome, [url, ...secrets]);
}

async function callSlack(deps: NotifierDeps, body: string, found: FoundNotification): Promise<Outcome> {
  const { url } = openTarget(deps.sealer, found.subscriber);
  return redacted(await requestTarget(deps, jsonRequest(url, body), 'slack'), [url]);
}

async function requestTarget(
  deps: { call: CallHttp; now: () => Date },
  request: HttpRequest,
  kind: 'webhook' | 'slack',
): Promise<Outcome> {
  const { method, url, headers, body } = request;
  const answer = await deps.call({ method, url, headers, body, timeoutMs });
  if (answer.ok) return verdictOutcome(notifiers[kind].classify(answer, deps.now(), request));
  return answer.fault === 'invalid_request'
    ? { kind: 'failed', reason: answer.message, disables: false }
    : { kind: 'retry', reason: answer.message, retryAfterMs: null, isCrowded: false };
}

function verdictOutcome(verdict: Verdict): Outcome {
  switch (verdict.kind) {
    case 'ok':
      return { kind: 'sent' };
    case 'retry':
      return {
        kind: 'retry',
        reason: verdict.reason,
        retryAfterMs: verdict.retryAfterMs,
        isCrowded: false,
      };
    case 'permanent':
      return { kind: 'failed', reason: verdict.reason, disables: verdict.disablesChannel };
  }
}

function redacted(outcome: Outcome, secrets: readonly string[]): Outcome {
  return outcome.kind === 'sent' ? outcome : { ...outcome, reason: redactor(secrets)(outcome.reason) };
}
