import type { z } from 'zod';
import { authorize, authorizeProject } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { type ChannelDeps, channelDeps } from '@/lib/channels/channel-deps';
import { refuseConfigFaults } from '@/lib/channels/internal/check-config';
import { sealSecrets } from '@/lib/channels/internal/sealed-secrets';
import { insertChannel } from '@/lib/channels/queries';
import { splitConfig } from '@/lib/channels/rules/secrets';
import { nextSelfTest } from '@/lib/channels/rules/self-test';
import { cleanTemplates } from '@/lib/channels/rules/templates';
import { type CreatedChannelView, createChannelInput } from '@/lib/channels/schema';
import { toChannelView } from '@/lib/channels/view';
import { notFound } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { parseInput } from '@/lib/core/parse';
import { notifiers } from '@/lib/notifiers/registry';
import { targetOf } from '@/lib/notifiers/rules/kind';
import { channelKinds } from '@/lib/notifiers/schema';
import { newSigningSecret } from '@/lib/notifiers/webhook/sign';
import { holdMembers } from '@/lib/organizations/hold-members';
import { requireProject } from '@/lib/projects/require-project';

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
  const { secretFields, urlFields, isSigned } = notifiers[input.type];
  refuseConfigFaults(input.config, { secretFields, urlFields }, deps.policy);
  const { shown, secret } = splitConfig(input.config, secretFields);
  const signingSecret = isSigned ? newSigningSecret() : undefined;
  const signing = signingSecret === undefined ? [] : [{ secret: signingSecret, until: null }];
  const owner = { id: newId('chn', ctx.now.getTime()), organizationId: ctx.organizationId };
  return ctx.db.transaction(async (db) => {
    await requireProject({ ...ctx, db }, input.project_id);
    const owners = input.user_id === null ? [] : [input.user_id];
    const present = await holdMembers(db, ctx.organizationId, owners);
    if (present.length < owners.length) throw notFound('member');
    const row = await insertChannel(db, {
      ...owner,
      projectId: input.project_id,
      type: input.type,
      name: input.name ?? defaultName(input),
      config: shown,
      secrets: sealSecrets(deps.sealer, owner, { config: secret, signing }),
      userId: input.user_id,
      templates: cleanTemplates(input.templates),
      selfTestAt: input.weekly_test ? nextSelfTest(ctx.now) : null,
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

/** What it sends to; where that is a secret, the host of it, or the kind's own name. */
function defaultName({ type, config }: z.output<typeof createChannelInput>): string {
  const kind = channelKinds[type];
  const target = targetOf(kind, config).split(', ')[0] ?? '';
  const name = URL.canParse(target) ? new URL(target).host : target;
  return (name === '' ? kind.word : name).slice(0, 120);
}
