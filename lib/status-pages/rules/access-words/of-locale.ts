import type { PageLocale } from '@/lib/status-pages/constants';
import { ar } from '@/lib/status-pages/rules/access-words/ar';
import { de } from '@/lib/status-pages/rules/access-words/de';
import { en } from '@/lib/status-pages/rules/access-words/en';
import { es } from '@/lib/status-pages/rules/access-words/es';
import { fr } from '@/lib/status-pages/rules/access-words/fr';
import { ja } from '@/lib/status-pages/rules/access-words/ja';
import { pt } from '@/lib/status-pages/rules/access-words/pt';
import type { AccessWords } from '@/lib/status-pages/rules/access-words/words';
import { zh } from '@/lib/status-pages/rules/access-words/zh';

const words: Record<PageLocale, AccessWords> = { en, de, fr, es, pt, ja, zh, ar };

export function accessWordsOf(locale: PageLocale): AccessWords {
  return words[locale];
}
