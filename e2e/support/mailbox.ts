import { expect, type Page } from '@playwright/test';
import type { MailboxMessageSummaryView, MailboxMessageView } from '@/lib/email/schema';

type Data<T> = { data: T };

/** What the local mailbox got for an address, the oldest first. `page` is of somebody who may read it. */
export async function mailsTo(page: Page, address: string): Promise<MailboxMessageView[]> {
  const read = async <T>(path: string): Promise<T> => {
    const response = await page.request.get(`/api/live/mailbox${path}`);
    expect(response.ok(), await response.text()).toBe(true);
    return ((await response.json()) as Data<T>).data;
  };
  const all = await read<MailboxMessageSummaryView[]>('?limit=100');
  const own = all.filter(({ recipients }) => recipients.includes(address)).reverse();
  return Promise.all(own.map(({ id }) => read<MailboxMessageView>(`/${id}`)));
}

/** Waits until so many have come. */
export async function untilMailed(page: Page, address: string, count: number): Promise<MailboxMessageView[]> {
  await expect
    .poll(async () => (await mailsTo(page, address)).length, { timeout: 40_000, message: address })
    .toBe(count);
  return mailsTo(page, address);
}
