import type { z } from 'zod';
import { authorize } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/access/context';
import { writeAudit } from '@/lib/audit/write-audit';
import { invalidField, ProductError } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { parseInput } from '@/lib/core/parse';
import { addressPattern } from '@/lib/email/rules/mail-headers';
import { checkTarget } from '@/lib/net/guard';
import { slackKind } from '@/lib/notifiers/slack/kind';
import { newSigningSecret } from '@/lib/notifiers/webhook/sign';
import { requireLockedPage, requirePage } from '@/lib/status-pages/require-page';
import { askForOrganization } from '@/lib/subscribers/internal/ask-for-organization';
import { requireOwnComponents } from '@/lib/subscribers/internal/own-components';
import { sealTarget } from '@/lib/subscribers/internal/sealed-target';
import { countHooks, findMailbox, insertSubscriber } from '@/lib/subscribers/queries/subscribers';
import { isAllowedMailbox } from '@/lib/subscribers/rules/allowed-mailbox';
import { type CreatedSubscriberView, createSubscriberInput } from '@/lib/subscribers/schema';
import { type SubscriberDeps, subscriberDeps } from '@/lib/subscribers/subscriber-deps';
import { stateOf, toSubscriberView } from '@/lib/subscribers/view';

type Page = Awaited<ReturnType<typeof requirePage>>;
type Input = z.output<typeof createSubscriberInput>;

const maxHooks = 50;

/**
 * A mailbox is asked to confirm, as if a visitor had given it; a webhook or Slack is told from now on. The signing secret of
 * a webhook is in this answer and in no other.
 * @throws ProductError `not_found`, `invalid`, `conflict` for a mailbox that is told already, `rate_limited`
 */
export async function createSubscriber(
  ctx: Ctx,
  raw: unknown,
  deps: SubscriberDeps = subscriberDeps(ctx.db),
): Promise<CreatedSubscriberView> {
  authorize(ctx, 'subscriber.write');
  const input = parseInput(createSubscriberInput, raw);
  const page = await requirePage(ctx, input.page_id);
  const componentIds = await requireOwnComponents(ctx.db, page.id, input.component_ids);
  return input.kind === 'email'
    ? addMailbox(ctx, page, { ...input, component_ids: componentIds }, deps)
    : addHook(ctx, page, { ...input, component_ids: componentIds }, deps);
}

async function addMailbox(
  ctx: Ctx,
  page: Page,
  input: Extract<Input, { kind: 'email' }>,
  deps: SubscriberDeps,
): Promise<CreatedSubscriberView> {
  const { email } = input;
  if (!addressPattern.test(email)) throw invalidField('/email', 'is no mail address', 'not_an_address');
  if (!isAllowedMailbox(page, email)) {
    throw invalidField('/email', 'is not of a domain that may read this page', 'foreign_domain');
  }
  const known = await findMailbox(ctx.db, page.id, email);
  if (known !== null && stateOf(known) === 'active') {
    throw new ProductError('conflict', 'This mailbox is subscribed already.');
  }
  const wish = {
    address: email,
    locale: input.locale ?? page.defaultLocale,
    componentIds: input.component_ids,
  };
  const detail = { kind: 'email', address: email };
  return askForOrganization(ctx, deps, page, wish, { action: 'subscriber.created', detail });
}

async function addHook(
  ctx: Ctx,
  page: Page,
  input: Exclude<Input, { kind: 'email' }>,
  { sealer, policy }: SubscriberDeps,
): Promise<CreatedSubscriberView> {
  if (input.kind === 'slack') parseInput(slackKind.configSchema, { url: input.url });
  const checked = checkTarget(input.url, policy);
  if (!checked.ok) throw invalidField('/url', checked.message, checked.reason);
  const signingSecret = input.kind === 'webhook' ? newSigningSecret() : null;
  const owner = { id: newId('sub', ctx.now.getTime()), organizationId: ctx.organizationId };
  return ctx.db.transaction(async (db) => {
    await requireLockedPage({ ...ctx, db }, page.id);
    if ((await countHooks(db, page.id)) >= maxHooks) {
      throw new ProductError('conflict', `A page tells at most ${maxHooks} webhooks and Slack channels.`);
    }
    const row = await insertSubscriber(db, {
      ...owner,
      pageId: page.id,
      kind: input.kind,
      address: new URL(input.url).host,
      secrets: sealTarget(sealer, owner, { url: input.url, signingSecret }),
      componentIds: input.component_ids,
      locale: page.defaultLocale,
      confirmedAt: ctx.now,
      createdAt: ctx.now,
      updatedAt: ctx.now,
    });
    const detail = { kind: row.kind, address: row.address };
    await writeAudit(ctx, db, { action: 'subscriber.created', targetId: row.id, detail });
    return {
      ...toSubscriberView(row),
      ...(signingSecret === null ? {} : { signing_secret: signingSecret }),
    };
  });
}
