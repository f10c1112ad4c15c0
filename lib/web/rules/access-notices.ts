import type { LockedPage } from '@/lib/status-pages/find-locked-page';
import { accessWordsOf } from '@/lib/status-pages/rules/access-words/of-locale';
import { fillWords } from '@/lib/status-pages/rules/fill-words';
import type { PageNotice } from '@/lib/status-pages/rules/page-notice';
import { pageWords } from '@/lib/status-pages/rules/words/page-words';
import type { PageVisit } from '@/lib/web/find-page-visit';

export type Place = { page: LockedPage; visit: PageVisit };

/** Before the lock. `fault`: what was wrong with the last try. */
export function lockNotice(
  place: Place,
  fault: 'wrongPassword' | 'badAddress' | 'tooMany' | null,
): PageNotice {
  const { page, visit } = place;
  const words = accessWordsOf(visit.locale);
  const form = formOf(place);
  const body = fillWords(words[bodies[page.access]], { name: page.name });
  return {
    title: words.title,
    paragraphs: fault === null ? [body] : [words[fault]],
    ...(fault === null ? {} : { tone: 'bad' as const }),
    ...(form === null ? {} : { form }),
  };
}

const bodies = { password: 'passwordBody', email: 'emailBody', ip: 'ipBody', public: 'linkBody' } as const;

function formOf({ page, visit }: Place): NonNullable<PageNotice['form']> | null {
  const words = accessWordsOf(visit.locale);
  const action = `${visit.base}/unlock?${queryOf(visit)}`;
  switch (page.access) {
    case 'password': {
      const field = { name: 'password', label: words.password, type: 'password' } as const;
      return { fields: [field], submit: words.open, action };
    }
    case 'email': {
      const field = { name: 'email', label: pageWords(visit.locale).emailAddress, type: 'email' } as const;
      return { fields: [field], submit: words.sendLink, action };
    }
    case 'ip':
    case 'public':
      return null;
  }
}

/** So that the language stays, and where one wanted to go. */
function queryOf({ locale, to }: PageVisit): string {
  return new URLSearchParams({ locale, ...(to === '' ? {} : { to }) }).toString();
}

/** The same whether a mail is sent or not. */
export function sentNotice({ visit }: Place, address: string): PageNotice {
  const words = accessWordsOf(visit.locale);
  return { title: words.sentTitle, paragraphs: [fillWords(words.sentBody, { address })] };
}

/** Where a link of a mail leads: scanners open links, so a button is what opens the page. */
export function linkNotice({ page, visit }: Place, token: string): PageNotice {
  const words = accessWordsOf(visit.locale);
  const action = `${visit.base}/access/${token}?${queryOf(visit)}`;
  return {
    title: fillWords(words.linkTitle, { name: page.name }),
    paragraphs: [words.linkBody],
    form: { fields: [], submit: words.open, action },
  };
}

export function deadLinkNotice({ visit }: Place): PageNotice {
  const words = accessWordsOf(visit.locale);
  return {
    title: words.deadTitle,
    paragraphs: [words.deadBody],
    tone: 'bad',
    link: { href: `${visit.base}/unlock?${queryOf(visit)}`, label: words.askAgain },
  };
}
