import { z } from 'zod';
import type { DeliveryRow, StoredAttempt } from '@/lib/alerting/queries/ledger';
import type { AttemptView, DeliveryDetailView, DeliveryView, SentRequestView } from '@/lib/alerting/schema';

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
    status: delivery.status,
    attempts: attempts.map(toAttemptView),
    next_attempt_at: isWaiting ? (delivery.nextAttemptAt?.toISOString() ?? null) : null,
    created_at: delivery.createdAt.toISOString(),
    delivered_at: delivery.deliveredAt?.toISOString() ?? null,
  };
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
