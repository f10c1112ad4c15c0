import type { PageAccess } from '@/lib/status-pages/constants';

type Access = { access: PageAccess; allowedEmailDomains: readonly string[] };

/** The domains whose mailboxes alone may hear what the page says; null where all may. */
export function mailboxDomains({ access, allowedEmailDomains }: Access): readonly string[] | null {
  return access === 'email' ? allowedEmailDomains : null;
}

/** A page for mailboxes of certain domains tells nobody else what it says. */
export function isAllowedMailbox(page: Access, address: string): boolean {
  const domains = mailboxDomains(page);
  return domains === null || domains.includes(address.slice(address.lastIndexOf('@') + 1).toLowerCase());
}
