import type { PageLocale } from '@/lib/status-pages/constants';
import { ar } from '@/lib/status-pages/rules/words/ar';
import { de } from '@/lib/status-pages/rules/words/de';
import { en } from '@/lib/status-pages/rules/words/en';
import { es } from '@/lib/status-pages/rules/words/es';
import { fr } from '@/lib/status-pages/rules/words/fr';
import { ja } from '@/lib/status-pages/rules/words/ja';
import { pt } from '@/lib/status-pages/rules/words/pt';
import type { PageWords } from '@/lib/status-pages/rules/words/words';
import { zh } from '@/lib/status-pages/rules/words/zh';

const words: Record<PageLocale, PageWords> = { en, de, fr, es, pt, ja, zh, ar };

/** What a page says in a language. */
export function pageWords(locale: PageLocale): PageWords {
  return words[locale];
}
