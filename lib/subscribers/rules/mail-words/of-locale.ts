import type { PageLocale } from '@/lib/status-pages/constants';
import { ar } from '@/lib/subscribers/rules/mail-words/ar';
import { de } from '@/lib/subscribers/rules/mail-words/de';
import { en } from '@/lib/subscribers/rules/mail-words/en';
import { es } from '@/lib/subscribers/rules/mail-words/es';
import { fr } from '@/lib/subscribers/rules/mail-words/fr';
import { ja } from '@/lib/subscribers/rules/mail-words/ja';
import { pt } from '@/lib/subscribers/rules/mail-words/pt';
import type { MailWords } from '@/lib/subscribers/rules/mail-words/words';
import { zh } from '@/lib/subscribers/rules/mail-words/zh';

const words: Record<PageLocale, MailWords> = { en, de, fr, es, pt, ja, zh, ar };

export function mailWordsOf(locale: PageLocale): MailWords {
  return words[locale];
}
