import type { Db } from '@/db/client';
import type { Role, Scope } from '@/lib/access/constants';

export type Actor =
  | { kind: 'user'; userId: string; name: string; role: Role }
  | { kind: 'api_key'; apiKeyId: string; name: string; scopes: readonly Scope[]; projectId: string | null }
  /** Whoever used the link in a message that was sent there: it permits what it says, and nothing else. */
  | { kind: 'channel'; channelId: string; name: string }
  | { kind: 'system'; name: string };

/** Who asks, for which tenant, when, and over which connection. The first argument of every verb. */
export type Ctx = {
  organizationId: string;
  actor: Actor;
  /** Captured once per request, so that one use case has one instant. */
  now: Date;
  db: Db;
  requestId: string;
};

/** For what happens before there is an organization: signing in, setting up, accepting an invitation. */
export type Deps = { db: Db; now: Date; requestId: string };

/** A signed-in person acting on their own account, in no organization. */
export type AccountCtx = Deps & { userId: string; sessionId: string };

export function actorId(actor: Actor): string {
  switch (actor.kind) {
    case 'user':
      return actor.userId;
    case 'api_key':
      return actor.apiKeyId;
    case 'channel':
      return actor.channelId;
    case 'system':
      return actor.name;
  }
}

/** How an actor is kept in timelines: readable after the user or key is gone. */
export function storedActor(actor: Actor): { kind: Actor['kind']; id: string; name: string } {
  return { kind: actor.kind, id: actorId(actor), name: actor.name };
}

/** The project a key is limited to, or null where the actor sees the whole organization. */
export function projectLimit(ctx: Ctx): string | null {
  return ctx.actor.kind === 'api_key' ? ctx.actor.projectId : null;
}
