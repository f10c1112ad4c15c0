import type { FieldError } from '@/lib/core/errors';
import type { PageAccess } from '@/lib/status-pages/constants';
import type { PutPageAccessInput, StatusPageView } from '@/lib/status-pages/schema';

/** Who may read a page, as it is typed: ranges and domains one a line. */
export type AccessDraft = { access: PageAccess; password: string; ranges: string; emailDomains: string };

export function accessDraft(page: StatusPageView): AccessDraft {
  return {
    access: page.access,
    password: '',
    ranges: page.allowed_ranges.join('\n'),
    emailDomains: page.allowed_email_domains.join('\n'),
  };
}

export function toAccessInput(id: string, draft: AccessDraft): PutPageAccessInput {
  switch (draft.access) {
    case 'public':
      return { id, access: 'public' };
    case 'password':
      return { id, access: 'password', ...(draft.password !== '' && { password: draft.password }) };
    case 'ip':
      return { id, access: 'ip', allowed_ranges: entriesOf(draft.ranges) };
    case 'email':
      return {
        id,
        access: 'email',
        allowed_email_domains: emailDomainsOf(draft),
      };
  }
}

export function emailDomainsOf({ emailDomains }: AccessDraft): string[] {
  return entriesOf(emailDomains).map((entry) => entry.replace(/^@/, ''));
}

/** What stands between commas, spaces and ends of lines. */
function entriesOf(text: string): string[] {
  return text.split(/[\s,;]+/).filter((entry) => entry !== '');
}

/** Faults of single entries name the entry, for they are shown below all of them. */
export function namedErrors(
  draft: AccessDraft,
  errors: readonly FieldError[] | undefined,
): readonly FieldError[] | undefined {
  const lists = {
    allowed_ranges: entriesOf(draft.ranges),
    allowed_email_domains: entriesOf(draft.emailDomains),
  };
  return errors?.map((error) => {
    const [, list, at] = error.pointer.split('/');
    const entry =
      list === 'allowed_ranges' || list === 'allowed_email_domains' ? lists[list][Number(at)] : undefined;
    return entry === undefined ? error : { ...error, detail: `“${entry}”: ${error.detail}` };
  });
}
