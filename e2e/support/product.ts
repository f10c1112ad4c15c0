import { createHmac } from 'node:crypto';
import { type APIRequestContext, expect, type Page } from '@playwright/test';
import { open } from '@/e2e/support/open';

export const targetUrl = 'http://127.0.0.1:3211';
/** Stand-ins for the vendors of channels. */
export const vendorsUrl = 'http://127.0.0.1:3212';
export const owner = {
  email: 'owner@example.com',
  password: 'correct horse battery staple',
  organization: 'Acme',
};
export const ownerState = 'test-results/owner.json';

/** For what the next checks bring, ten seconds apart, and for what follows from them: late on a busy machine, and no less true. */
export const nextChecks = { intervals: [250], timeout: 60_000 };

export async function signIn(page: Page, account: { email: string; password: string }): Promise<void> {
  await open(page, '/sign-in');
  await page.getByLabel(/e-?mail/i).fill(account.email);
  await page.getByLabel('Password').fill(account.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('navigation').first()).toBeVisible();
}

/** Tells the local target how to treat a path. */
export async function tellTarget(
  request: APIRequestContext,
  behaviour: Record<string, unknown>,
): Promise<void> {
  const response = await request.post(`${targetUrl}/__control`, { data: behaviour });
  expect(response.ok()).toBe(true);
}

export type ReceivedHook = { headers: Record<string, string>; body: string };

/** What a webhook of the target has received, the oldest first. */
export async function listHooks(request: APIRequestContext, name: string): Promise<ReceivedHook[]> {
  const response = await request.get(`${targetUrl}/hook/${name}`);
  const received = (await response.json()) as ReceivedHook[] | { data: ReceivedHook[] };
  return Array.isArray(received) ? received : received.data;
}

/** By the text of the Standard Webhooks specification, not by our own code. */
export function isSignedBy(secret: string, { headers, body }: ReceivedHook): boolean {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const content = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  const expected = createHmac('sha256', key).update(content).digest('base64');
  const mirrored = createHmac('sha256', secret).update(body).digest('hex');
  const signatures = (headers['webhook-signature'] ?? '').split(' ');
  return signatures.includes(`v1,${expected}`) && (headers['x-uptime-signature'] ?? '').includes(mirrored);
}

export class Api {
  constructor(
    private readonly request: APIRequestContext,
    private readonly token: string,
  ) {}

  async send<T>(method: string, path: string, data?: unknown, status = [200, 201]): Promise<T> {
    const response = await this.request.fetch(`/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${this.token}` },
      ...(data === undefined ? {} : { data }),
    });
    const text = await response.text();
    expect(status, `${method} ${path}: ${response.status()} ${text}`).toContain(response.status());
    return JSON.parse(text) as T;
  }
}
