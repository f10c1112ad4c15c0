import { pino } from 'pino';
import type { Db } from '@/db/client';
import { apiKeys } from '@/db/schema/access';
import { freshDatabase } from '@/db/testing/database';
import type { Tenant } from '@/db/testing/tenants';
import type { Scope } from '@/lib/access/constants';
import { sessionCookie } from '@/lib/access/rules/session-cookie';
import { createSession } from '@/lib/access/sessions';
import { hashToken, newApiKeyToken } from '@/lib/access/tokens';
import { newId } from '@/lib/core/ids';
import { organizationCookie } from '@/lib/web/constants';
import type { Handler } from '@/lib/web/define-route';
import { closeChangeHub } from '@/lib/web/live/change-hub';
import { setWebRuntime } from '@/lib/web/runtime';

export const appUrl = 'http://localhost:3000';

export type Sent = {
  method?: string;
  body?: unknown;
  /** Instead of `body`: exactly these bytes. */
  raw?: BodyInit;
  headers?: Record<string, string>;
};

/** The handlers over a database of their own, as Next would call them. */
export async function startApi() {
  const database = await freshDatabase({ max: 10 });
  const lines: string[] = [];
  const logger = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) });
  setWebRuntime({ database, databaseUrl: database.url, logger, appUrl, appSecret: 'x'.repeat(32) });
  return {
    database,
    db: database.db,
    lines,
    close: async () => {
      await closeChangeHub();
      setWebRuntime(undefined);
      await database.close();
    },
  };
}

export async function send(
  handler: Handler | ((request: Request) => unknown),
  path: string,
  sent: Sent = {},
) {
  const { method = 'GET', body, raw, headers = {} } = sent;
  const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const request = new Request(`${appUrl}${path}`, {
    method,
    headers: { ...(payload === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
    ...(payload === undefined ? {} : { body: payload }),
  });
  const response = (await handler(request)) as Response;
  const text = await response.text();
  const json: unknown = text === '' ? null : JSON.parse(text);
  return { status: response.status, headers: response.headers, json, text };
}

export async function makeKey(
  db: Db,
  tenant: Tenant,
  options: { scopes?: Scope[]; projectId?: string; revoked?: boolean; expired?: boolean } = {},
): Promise<{ id: string; headers: { Authorization: string } }> {
  const id = newId('key');
  const token = newApiKeyToken();
  await db.insert(apiKeys).values({
    id,
    organizationId: tenant.organizationId,
    projectId: options.projectId ?? null,
    name: 'test',
    tokenHash: hashToken(token),
    tokenEnd: token.slice(-4),
    scopes: options.scopes ?? ['read', 'write'],
    revokedAt: options.revoked === true ? new Date() : null,
    expiresAt: options.expired === true ? new Date(0) : null,
  });
  return { id, headers: { Authorization: `Bearer ${token}` } };
}

/** The cookie of a signed-in person, and the Origin that our own pages send. */
export async function makeSession(
  db: Db,
  tenant: Pick<Tenant, 'userId' | 'organizationId'>,
): Promise<{ headers: { Cookie: string; Origin: string } }> {
  const meta = { address: null, userAgent: null };
  const { sessionToken } = await createSession(db, { userId: tenant.userId, now: new Date(), meta });
  const Cookie = `${sessionCookie(appUrl).name}=${sessionToken}; ${organizationCookie}=${tenant.organizationId}`;
  return { headers: { Cookie, Origin: appUrl } };
}
