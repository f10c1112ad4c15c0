import { z } from 'zod';
import type { DeliveryRow, StoredAttempt } from '@/lib/alerting/queries/ledger';
import type { AttemptView, DeliveryDetailView, DeliveryView, SentRequestView } from '@/lib/alerting/schema';
import { cutText } from '@/lib/core/cut-text';
import { headline } from '@/lib/notifiers/rules/headline';
import type { Message } from '@/lib/notifiers/rules/message';

function toAttemptView(attempt: StoredAttempt): AttemptView {
  return {
    at: attempt.at.toISOString(),
    ok: attempt.ok,
    status_code: attempt.statusCode,
    error: attempt.error,
    duration_ms: attempt.durationMs,
  };
}

export function toDeliveryView(
  { delivery, channel }: DeliveryRow,
  attempts: readonly StoredAttempt[],
): DeliveryView {
  const isWaiting = delivery.status === 'pending';
  return {
    id: delivery.id,
    channel_id: channel.id,
    channel: { id: channel.id, name: channel.name, type: channel.type },
    incident_id: delivery.incidentId,
    digest_id: delivery.digestId,
    transition: delivery.transition,
    headline: headlineOf(delivery.message),
    status: delivery.status,
    attempts: attempts.map(toAttemptView),
    next_attempt_at: isWaiting ? (delivery.nextAttemptAt?.toISOString() ?? null) : null,
    created_at: delivery.createdAt.toISOString(),
    delivered_at: delivery.deliveredAt?.toISOString() ?? null,
  };
}

/** The ledger is shown whatever an earlier version has written into it. */
function headlineOf(message: Record<string, unknown>): string | null {
  try {
    return cutText(headline(message as Message), 300);
  } catch {
    return null;
  }
}

export function toDeliveryDetailView(
  row: DeliveryRow,
  attempts: readonly StoredAttempt[],
): DeliveryDetailView {
  return {
    ...toDeliveryView(row, attempts),
    attempts: attempts.map((attempt) => ({
      ...toAttemptView(attempt),
      // What the ledger holds is what recordAttempt put there.
      request: attempt.request as SentRequestView | null,
      answer: attempt.answer,
    })),
    message: z.record(z.string(), z.json()).parse(row.delivery.message),
  };
}
