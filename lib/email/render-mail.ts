import { createElement } from 'react';
import type { MailContent } from '@/lib/email/rules/mail-content';
import { mailText } from '@/lib/email/rules/mail-text';

export type RenderedMail = { html: string; text: string };

/** The same content gives the same bytes: a retried mail is the same mail. */
export async function renderMail(content: MailContent): Promise<RenderedMail> {
  // Loaded at the first mail: the components cost a second that no start and no request should pay.
  const [{ render }, { MailTemplate }] = await Promise.all([
    import('@react-email/render'),
    import('@/lib/email/templates/mail'),
  ]);
  return { html: await render(createElement(MailTemplate, { content })), text: mailText(content) };
}

export type Notice = {
  title: string;
  paragraphs: readonly string[];
  action: { label: string; url: string } | null;
  footer?: string;
};

/** Mail that tells of no incident: invitations, sign-in, a changed password. */
export function renderNoticeEmail(notice: Notice): Promise<RenderedMail> {
  const { title, paragraphs, action, footer } = notice;
  return renderMail({
    preview: paragraphs[0] ?? title,
    tone: 'neutral',
    badge: null,
    title,
    paragraphs,
    facts: [],
    quote: null,
    actions: action === null ? [] : [action],
    footer: footer === undefined ? [] : [footer],
    footerLinks: [],
  });
}
