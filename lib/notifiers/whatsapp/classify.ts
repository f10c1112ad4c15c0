import { cutText } from '@/lib/core/cut-text';
import {
  classifyStatus,
  type HttpAnswer,
  jsonOf,
  permanentAnswer,
  retryAnswer,
  type Verdict,
} from '@/lib/notifiers/rules/classify';
import { pageVerdict } from '@/lib/notifiers/rules/page-answer';

/**
 * Rate limits of the app, the account and the pair, faults and maintenance of theirs: it passes.
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes
 */
const passing = new Set([1, 2, 4, 80007, 130429, 131000, 131016, 131048, 131056, 131057, 133004]);
/** The token has ended, or the app may not sign in. */
const dead = new Set([0, 190]);

type GraphError = { code: number; message: string | null };

/** `error.code` decides: Meta asks not to go by titles, and statuses are often 400 for what passes. */
export function classifyWhatsApp(answer: HttpAnswer, now: Date): Verdict {
  const error = errorOf(answer);
  if (error !== null) {
    const said = `${error.message ?? 'error'} (code ${error.code})`;
    if (passing.has(error.code)) return retryAnswer(answer, now, said);
    if (dead.has(error.code)) return permanentAnswer(answer, true, said);
    if (answer.status < 500 && answer.status !== 429) return permanentAnswer(answer, false, said);
    return retryAnswer(answer, now, said);
  }
  if (answer.status === 200 && messageIdOf(answer) !== null) return { kind: 'ok' };
  return (
    pageVerdict(answer, now) ??
    classifyStatus(answer, now, { ok: [], permanent: [400, 403, 404], dead: [401] }, null)
  );
}

export function messageIdOf(answer: HttpAnswer): string | null {
  const messages: unknown = jsonOf(answer)?.['messages'];
  const first: unknown = Array.isArray(messages) ? messages[0] : null;
  if (typeof first !== 'object' || first === null || !('id' in first)) return null;
  return typeof first.id === 'string' ? first.id : null;
}

function errorOf(answer: HttpAnswer): GraphError | null {
  const error: unknown = jsonOf(answer)?.['error'];
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  if (typeof error.code !== 'number') return null;
  const message = 'message' in error && typeof error.message === 'string' ? error.message : null;
  return { code: error.code, message: message === null ? null : cutText(message, 300) };
}
