import { describe, expect, test } from 'vitest';
import { pageLocales } from '@/lib/status-pages/constants';
import { en } from '@/lib/status-pages/rules/words/en';
import { pageWords } from '@/lib/status-pages/rules/words/page-words';

type Texts = Record<string, string>;

/** Every text by its way, functions asked for a few counts. */
function textsOf(words: object, prefix = ''): Texts {
  const texts: Texts = {};
  for (const [name, value] of Object.entries(words)) {
    if (typeof value === 'string') texts[prefix + name] = value;
    else if (typeof value === 'function') {
      for (const count of [0, 1, 2, 3, 11, 100]) texts[`${prefix}${name}(${count})`] = String(value(count));
    } else Object.assign(texts, textsOf(value, `${prefix}${name}.`));
  }
  return texts;
}

const english = textsOf(en);

describe.each(pageLocales)('the words in %s', (locale) => {
  const texts = textsOf(pageWords(locale));

  test('say everything', () => {
    expect(Object.keys(texts)).toEqual(Object.keys(english));
    expect(Object.entries(texts).filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  test('have a place for whatever the English ones have', () => {
    const places = (given: Texts) =>
      Object.entries(given).map(([name, text]) => [name, (text.match(/\{\w+\}/g) ?? []).toSorted()]);
    expect(places(texts)).toEqual(places(english));
  });

  test('are of their own language', () => {
    if (locale === 'en') return;
    const own = Object.entries(texts).filter(([name, text]) => text !== english[name]);
    expect(own.length / Object.keys(texts).length).toBeGreaterThan(0.9);
  });

  test('name a language that Intl knows', () => {
    const { tag } = pageWords(locale);
    expect(Intl.DateTimeFormat.supportedLocalesOf([tag])).toEqual([tag]);
    expect(new Intl.NumberFormat(tag).format(12)).toBe('12');
  });
});
