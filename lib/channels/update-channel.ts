import { z } from 'zod';
import { authorize } from '@/lib/access/authorize';
import { type Ctx, projectLimit } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { type ChannelDeps, channelDeps } from '@/lib/channels/channel-deps';
import { refuseConfigFaults } from '@/lib/channels/internal/check-config';
import { openSecrets, sealSecrets } from '@/lib/channels/internal/sealed-secrets';
import { forgetProgress, lockChannelRow, type StoredChannel, updateChannelRow } from '@/lib/channels/queries';
import { type Config, restoreConfig, splitConfig } from '@/lib/channels/rules/secrets';
import { nextSelfTest } from '@/lib/channels/rules/self-test';
import { patchTemplates } from '@/lib/channels/rules/templates';
import { type ChannelView, updateChannelInput } from '@/lib/channels/schema';
import { toChannelView } from '@/lib/channels/view';
import { notFound } from '@/lib/core/errors';
import { mergePatch } from '@/lib/core/merge-patch';
import { parseInput } from '@/lib/core/parse';
import { notifiers } from '@/lib/notifiers/registry';

/** Switching it on again clears why it was switched off. @throws ProductError `invalid`, `not_found` */
export async function updateChannel(
  ctx: Ctx,
  raw: unknown,
  deps: ChannelDeps = channelDeps(),
): Promise<ChannelView> {
  authorize(ctx, 'channel.write');
  const { id, name, enabled, config, templates, weekly_test } = parseInput(updateChannelInput, raw);
  return ctx.db.transaction(async (db) => {
    const row = await lockChannelRow(db, ctx.organizationId, id);
    const limit = projectLimit(ctx);
    if (row === null || (limit !== null && row.projectId !== limit)) throw notFound('channel');
    const updated = await updateChannelRow(db, ctx.organizationId, id, {
      ...(name === undefined ? {} : { name }),
      ...(enabled === undefined ? {} : { enabled, disabledReason: null }),
      ...(config === undefined ? {} : patchConfig(row, config, deps)),
      ...(templates === undefined ? {} : { templates: patchTemplates(row.templates, templates) }),
      ...(weekly_test === undefined ? {} : { selfTestAt: selfTestOf(row, weekly_test, ctx.now) }),
      updatedAt: ctx.now,
    });
    if (updated === null) throw notFound('channel');
    if (config !== undefined) await forgetProgress(db, id);
    const changed = Object.keys({
      ...(name && { name }),
      ...(config && { config }),
      ...(templates && { templates }),
      ...(weekly_test !== undefined && { weekly_test }),
    });
    const detail = { changed, ...(enabled === undefined ? {} : { enabled }) };
    await writeAudit(ctx, db, { action: 'channel.updated', targetId: id, detail });
    return toChannelView(updated);
  });
}

function patchConfig(
  row: StoredChannel,
  patch: Config,
  { sealer, policy }: ChannelDeps,
): { config: Config; secrets: string } {
  const { configSchema, secretFields, urlFields } = notifiers[row.type];
  const secrets = openSecrets(sealer, row);
  const merged = mergePatch(row.config, patch);
  const { config: parsed } = parseInput(z.object({ config: configSchema }), { config: merged });
  const restored = restoreConfig(
    asConfig(parsed),
    { shown: row.config, secret: secrets.config },
    { secretFields, urlFields },
  );
  refuseConfigFaults(restored, { secretFields, urlFields }, policy);
  const { shown, secret } = splitConfig(restored, secretFields);
  return { config: shown, secrets: sealSecrets(sealer, row, { ...secrets, config: secret }) };
}

/** One that is planned stays: changing something else must not put it off. */
function selfTestOf(row: StoredChannel, isWanted: boolean, now: Date): Date | null {
  return isWanted ? (row.selfTestAt ?? nextSelfTest(now)) : null;
}

function asConfig(value: unknown): Config {
  return z.record(z.string(), z.unknown()).parse(value);
}
