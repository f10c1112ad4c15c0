import { z } from 'zod';
import { isId } from '@/lib/core/ids';
import type { LinkSigner } from '@/lib/core/link-tokens';

const purpose = 'subscriber';
const payload = z.tuple([z.string().refine((id) => isId('sub', id)), z.int()]);

/** A permission by itself: to confirm, to choose and to end one subscription. */
export function signSubscription(
  signer: LinkSigner,
  subscriber: { id: string; confirmVersion: number },
): string {
  return signer.sign(purpose, JSON.stringify([subscriber.id, subscriber.confirmVersion]));
}

/** Null for anything that was not signed here for this. */
export function readSubscription(
  signer: LinkSigner,
  token: string,
): { subscriberId: string; confirmVersion: number } | null {
  const text = signer.read(purpose, token);
  if (text === null) return null;
  const [subscriberId, confirmVersion] = payload.parse(JSON.parse(text));
  return { subscriberId, confirmVersion };
}
