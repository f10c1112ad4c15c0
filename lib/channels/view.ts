import { z } from 'zod';
import type { StoredChannel } from '@/lib/channels/queries';
import type { ChannelView } from '@/lib/channels/schema';
import { notifiers } from '@/lib/notifiers/registry';

const jsonRecord = z.record(z.string(), z.json());

export function toChannelView(row: StoredChannel): ChannelView {
  return {
    id: row.id,
    project_id: row.projectId,
    type: row.type,
    name: row.name,
    config: jsonRecord.parse(row.config),
    user_id: row.userId,
    is_signed: notifiers[row.type].isSigned,
    templates: row.templates,
    weekly_test: row.selfTestAt !== null,
    enabled: row.enabled,
    disabled_reason: row.disabledReason,
    last_delivery_at: row.lastDeliveryAt?.toISOString() ?? null,
    last_error: row.lastError,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}
