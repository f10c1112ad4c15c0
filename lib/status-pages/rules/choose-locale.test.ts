import { expect, test } from 'vitest';
import { pageLocales } from '@/lib/status-pages/constants';
import { accessMail } from '@/lib/status-pages/rules/access-mail';
import { accessWordsOf } from '@/lib/status-pages/rules/access-words/of-locale';
import { chooseLocale } from '@/lib/status-pages/rules/choose-locale';

const page = { defaultLocale: 'en', locales: ['en', 'de', 'pt', 'ar'] } as const;

test.each([
  [null, 'en'],
  ['', 'en'],
  ['de', 'de'],
  ['DE-at', 'de'],
  ['fr, de;q=0.5', 'de'],
  ['de;q=0.2, pt-BR;q=0.9', 'pt'],
  ['de;q=0, pt;q=0.1', 'pt'],
  ['fr, *;q=0.5, ar;q=0.1', 'en'],
  ['ja', 'en'],
  [';;,,q=', 'en'],
  ['de;q=abc', 'de'],
])('%j asks for %s', (header, locale) => {
  expect(chooseLocale(page, header)).toBe(locale);
});

test('every language says everything, with what is to be put in, and nothing is left over in a mail', () => {
  const english = accessWordsOf('en');
  const slots = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
  for (const locale of pageLocales) {
    for (const [key, text] of Object.entries(accessWordsOf(locale))) {
      expect(text.trim(), `${locale} ${key}`).not.toBe('');
      expect(slots(text), `${locale} ${key}`).toEqual(slots(english[key as keyof typeof english]));
    }
    const { subject, content } = accessMail(locale, { name: 'Acme', url: 'https://status.example.com/x' });
    expect(JSON.stringify([subject, content])).not.toMatch(/\{\w+\}/);
  }
});
