import type { z } from 'zod';
import { authorize, authorizeProject } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { type ChannelDeps, channelDeps } from '@/lib/channels/channel-deps';
import { refuseConfigFaults } from '@/lib/channels/internal/check-config';
import { sealSecrets } from '@/lib/channels/internal/sealed-secrets';
import { insertChannel, projectExists } from '@/lib/channels/queries';
import { splitConfig } from '@/lib/channels/rules/secrets';
import { type CreatedChannelView, createChannelInput } from '@/lib/channels/schema';
import { toChannelView } from '@/lib/channels/view';
import { notFound } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { parseInput } from '@/lib/core/parse';
import { notifiers } from '@/lib/notifiers/registry';
import { newSigningSecret } from '@/lib/notifiers/webhook/sign';

/**
 * From then on every incident of the project is told to it. A signing secret is in this answer and in no other.
 * @throws ProductError `invalid`, `not_found` (project)
 */
export async function createChannel(
  ctx: Ctx,
  raw: unknown,
  deps: ChannelDeps = channelDeps(),
): Promise<CreatedChannelView> {
  authorize(ctx, 'channel.write');
  const input = parseInput(createChannelInput, raw);
  authorizeProject(ctx, input.project_id);
  const { secretFields, isSigned } = notifiers[input.type];
  refuseConfigFaults(input.config, secretFields, deps.policy);
  const { shown, secret } = splitConfig(input.config, secretFields);
  const signingSecret = isSigned ? newSigningSecret() : undefined;
  const signing = signingSecret === undefined ? [] : [{ secret: signingSecret, until: null }];
  const owner = { id: newId('chn', ctx.now.getTime()), organizationId: ctx.organizationId };
  return ctx.db.transaction(async (db) => {
    if (!(await projectExists(db, ctx.organizationId, input.project_id))) throw notFound('project');
    const row = await insertChannel(db, {
      ...owner,
      projectId: input.project_id,
      type: input.type,
      name: input.name ?? defaultName(input),
      config: shown,
      secrets: sealSecrets(deps.sealer, owner, { config: secret, signing }),
      enabled: input.enabled,
      createdAt: ctx.now,
      updatedAt: ctx.now,
    });
    const detail = { name: row.name, type: row.type };
    await writeAudit(ctx, db, { action: 'channel.created', targetId: row.id, detail });
    return {
      ...toChannelView(row),
      ...(signingSecret === undefined ? {} : { signing_secret: signingSecret }),
    };
  });
}

function defaultName(input: z.output<typeof createChannelInput>): string {
  switch (input.type) {
    case 'email':
      return (input.config.to[0] ?? 'Email').slice(0, 120);
    case 'webhook':
      return new URL(input.config.url).host.slice(0, 120);
  }
}
