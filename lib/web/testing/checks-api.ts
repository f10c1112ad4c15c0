import type { Db } from '@/db/client';
import { serveChecksApi } from '@/lib/web/serve-checks-api';
import { makeKey } from '@/lib/web/testing/api';

export type Asked = {
  method?: string;
  key?: string | undefined;
  json?: unknown;
  /** Instead of `json`. */
  raw?: BodyInit;
  headers?: Record<string, string>;
};

export type Told = { status: number; headers: Headers; text: string; json: Record<string, unknown> };

/** One request to Healthchecks' API, as Next would pass it on. */
export async function ask(
  path: string,
  { method = 'GET', key, json, raw, headers }: Asked = {},
): Promise<Told> {
  const body = raw ?? (json === undefined ? undefined : JSON.stringify(json));
  const request = new Request(`http://localhost:3000${path}`, {
    method,
    headers: { ...(key === undefined ? {} : { 'X-Api-Key': key }), ...headers },
    ...(body === undefined ? {} : { body }),
  });
  const response = await serveChecksApi(request);
  const text = await response.text();
  const isJson = response.headers.get('content-type') === 'application/json';
  return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : {} };
}

/** The key itself, as it stands in `X-Api-Key`. */
export async function makeChecksKey(
  db: Db,
  tenant: Parameters<typeof makeKey>[1],
  options: Parameters<typeof makeKey>[2] = {},
): Promise<string> {
  const { headers } = await makeKey(db, tenant, options);
  return headers.Authorization.replace('Bearer ', '');
}
