import type { PageLocale } from '@/lib/status-pages/constants';
import { ar } from '@/lib/subscribers/rules/subscription-words/ar';
import { de } from '@/lib/subscribers/rules/subscription-words/de';
import { en } from '@/lib/subscribers/rules/subscription-words/en';
import { es } from '@/lib/subscribers/rules/subscription-words/es';
import { fr } from '@/lib/subscribers/rules/subscription-words/fr';
import { ja } from '@/lib/subscribers/rules/subscription-words/ja';
import { pt } from '@/lib/subscribers/rules/subscription-words/pt';
import type { SubscriptionWords } from '@/lib/subscribers/rules/subscription-words/words';
import { zh } from '@/lib/subscribers/rules/subscription-words/zh';

const words: Record<PageLocale, SubscriptionWords> = { en, de, fr, es, pt, ja, zh, ar };

export function subscriptionWordsOf(locale: PageLocale): SubscriptionWords {
  return words[locale];
}
