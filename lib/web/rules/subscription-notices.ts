import { type PageLocale, pageLocales } from '@/lib/status-pages/constants';
import { fillWords } from '@/lib/status-pages/rules/fill-words';
import type { PageNotice } from '@/lib/status-pages/rules/page-notice';
import { pageWords } from '@/lib/status-pages/rules/words/page-words';
import { subscriptionWordsOf } from '@/lib/subscribers/rules/subscription-words/of-locale';
import type { SubscriptionWords } from '@/lib/subscribers/rules/subscription-words/words';

/** `base`: before every path of the page, `/status/<slug>` or nothing. */
export type Place = { name: string; base: string; locale: PageLocale };

type Fault = keyof Pick<SubscriptionWords, 'badAddress' | 'foreignAddress' | 'tooMany' | 'closed'>;

function backLink({ base, locale }: Place): NonNullable<PageNotice['link']> {
  return { href: base === '' ? '/' : base, label: subscriptionWordsOf(locale).backToPage };
}

/** The same whether a mail is sent or not, and whatever became of it. */
export function sentNotice(place: Place, address: string): PageNotice {
  const words = subscriptionWordsOf(place.locale);
  const body = fillWords(words.sentBody, { name: place.name, address });
  return {
    title: words.sentTitle,
    paragraphs: [body, words.sentNote],
    tone: 'good',
    link: backLink(place),
  };
}

export function faultNotice(place: Place, fault: Fault): PageNotice {
  const words = subscriptionWordsOf(place.locale);
  return { title: words.faultTitle, paragraphs: [words[fault]], tone: 'bad', link: backLink(place) };
}

export function deadNotice(place: Place): PageNotice {
  const words = subscriptionWordsOf(place.locale);
  return { title: words.deadTitle, paragraphs: [words.deadBody], tone: 'bad', link: backLink(place) };
}

type Linked = { address: string; action: string };

/** Scanners open links, so a button is what confirms. */
export function confirmNotice(place: Place, { address, action }: Linked): PageNotice {
  const words = subscriptionWordsOf(place.locale);
  return {
    title: words.confirmTitle,
    paragraphs: [fillWords(words.confirmBody, { name: place.name, address })],
    form: { fields: [wish('confirm')], submit: words.confirmAction, action },
  };
}

type Managed = Linked & {
  components: readonly { id: string; name: string }[];
  chosen: readonly string[] | null;
  locales: readonly PageLocale[];
  done: 'confirmed' | 'saved' | null;
};

export function manageNotice(place: Place, managed: Managed): PageNotice {
  const { address, action, done } = managed;
  const words = subscriptionWordsOf(place.locale);
  const say = (text: string) => fillWords(text, { name: place.name, address });
  const body = say(done === 'confirmed' ? words.confirmedBody : words.manageBody);
  return {
    title: done === 'confirmed' ? words.confirmedTitle : words.manageTitle,
    paragraphs: done === 'saved' ? [words.savedBody, body] : [body],
    ...(done === null ? {} : { tone: 'good' as const }),
    form: { fields: fieldsOf(place, managed), submit: words.save, action },
    otherForm: { id: 'unsubscribe', fields: [wish('unsubscribe')], submit: words.unsubscribe, action },
    link: backLink(place),
  };
}

function fieldsOf({ locale }: Place, { components, chosen, locales }: Managed) {
  const words = subscriptionWordsOf(locale);
  const languages = pageLocales.filter((one) => one === locale || locales.includes(one));
  return [
    wish('save'),
    ...(components.length < 2
      ? []
      : [
          {
            name: 'component_ids',
            label: `${words.components}. ${words.componentsHint}`,
            type: 'checkbox' as const,
            options: components.map(({ id, name }) => ({
              value: id,
              label: name,
              checked: chosen?.includes(id) ?? false,
            })),
          },
        ]),
    {
      name: 'locale',
      label: words.language,
      type: 'select' as const,
      options: languages.map((one) => ({
        value: one,
        label: pageWords(one).languageName,
        checked: one === locale,
      })),
    },
  ];
}

export function goneNotice(place: Place, address: string): PageNotice {
  const words = subscriptionWordsOf(place.locale);
  const body = fillWords(words.goneBody, { name: place.name, address });
  return { title: words.goneTitle, paragraphs: [body], link: backLink(place) };
}

/** Mail came back. */
export function pausedNotice(place: Place): PageNotice {
  const words = subscriptionWordsOf(place.locale);
  return { title: words.manageTitle, paragraphs: [words.pausedBody], tone: 'bad', link: backLink(place) };
}

function wish(value: 'confirm' | 'save' | 'unsubscribe') {
  return { name: 'wish', label: '', type: 'hidden' as const, value };
}
