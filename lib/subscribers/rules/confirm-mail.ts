import type { MailContent } from '@/lib/email/rules/mail-content';
import { subjectLine } from '@/lib/email/rules/mail-headers';
import type { PageLocale } from '@/lib/status-pages/constants';
import { fillWords } from '@/lib/status-pages/rules/fill-words';
import { pageWords } from '@/lib/status-pages/rules/words/page-words';
import { mailWordsOf } from '@/lib/subscribers/rules/mail-words/of-locale';

export type Asked = {
  locale: PageLocale;
  pageName: string;
  pageUrl: string;
  address: string;
  /** Where it is confirmed, or managed where it is confirmed already. */
  url: string;
  isConfirmed: boolean;
};

/** Asks a mailbox whether it wants what somebody asked for; or tells it that it has it already. */
export function confirmMail(asked: Asked): { subject: string; content: MailContent } {
  const { locale, pageName, pageUrl, address, url, isConfirmed } = asked;
  const words = mailWordsOf(locale);
  const { tag, direction, openPage } = pageWords(locale);
  const say = (text: string) => fillWords(text, { name: pageName, address });
  const body = say(isConfirmed ? words.knownBody : words.confirmBody);
  return {
    subject: subjectLine(say(isConfirmed ? words.knownSubject : words.confirmSubject)),
    content: {
      language: { tag, direction },
      brand: pageName,
      preview: body,
      tone: 'neutral',
      badge: null,
      title: isConfirmed ? words.knownTitle : words.confirmTitle,
      paragraphs: [body],
      facts: [],
      quote: null,
      actions: [{ label: isConfirmed ? words.manage : words.confirmAction, url }],
      footer: isConfirmed ? [] : [words.confirmNote],
      footerLinks: [{ label: openPage, url: pageUrl }],
    },
  };
}
