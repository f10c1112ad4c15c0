import type { APIRequestContext } from '@playwright/test';
import { vendorsUrl } from '@/e2e/support/product';
import type { VendorMessage } from '@/e2e/vendors/vendors';

/** What the stand-ins have received, the oldest first. */
export async function messagesOf(request: APIRequestContext, vendor?: string): Promise<VendorMessage[]> {
  const response = await request.get(`${vendorsUrl}/messages`);
  const { data } = (await response.json()) as { data: VendorMessage[] };
  return vendor === undefined ? data : data.filter((message) => message.vendor === vendor);
}
