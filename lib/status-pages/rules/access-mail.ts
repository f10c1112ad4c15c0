import type { MailContent } from '@/lib/email/rules/mail-content';
import { subjectLine } from '@/lib/email/rules/mail-headers';
import type { PageLocale } from '@/lib/status-pages/constants';
import { accessWordsOf } from '@/lib/status-pages/rules/access-words/of-locale';
import { fillWords } from '@/lib/status-pages/rules/fill-words';
import { pageWords } from '@/lib/status-pages/rules/words/page-words';

/** The mail with the link that opens a page. */
export function accessMail(
  locale: PageLocale,
  { name, url }: { name: string; url: string },
): { subject: string; content: MailContent } {
  const words = accessWordsOf(locale);
  const { tag, direction } = pageWords(locale);
  const subject = fillWords(words.mailSubject, { name });
  const body = fillWords(words.mailBody, { name });
  return {
    subject: subjectLine(subject),
    content: {
      language: { tag, direction },
      brand: name,
      preview: body,
      tone: 'neutral',
      badge: null,
      title: subject,
      paragraphs: [body],
      facts: [],
      quote: null,
      actions: [{ label: words.open, url }],
      footer: [words.mailNote],
      footerLinks: [],
    },
  };
}
