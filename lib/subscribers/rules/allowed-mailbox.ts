import type { PageAccess } from '@/lib/status-pages/constants';

/** A page for mailboxes of certain domains tells nobody else what it says. */
export function isAllowedMailbox(
  page: { access: PageAccess; allowedEmailDomains: readonly string[] },
  address: string,
): boolean {
  if (page.access !== 'email') return true;
  return page.allowedEmailDomains.includes(address.slice(address.lastIndexOf('@') + 1).toLowerCase());
}
