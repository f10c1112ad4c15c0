import { ar } from '@/lib/page-incidents/rules/words/ar';
import { de } from '@/lib/page-incidents/rules/words/de';
import { en } from '@/lib/page-incidents/rules/words/en';
import { es } from '@/lib/page-incidents/rules/words/es';
import { fr } from '@/lib/page-incidents/rules/words/fr';
import type { IncidentWords } from '@/lib/page-incidents/rules/words/incident-words';
import { ja } from '@/lib/page-incidents/rules/words/ja';
import { pt } from '@/lib/page-incidents/rules/words/pt';
import { zh } from '@/lib/page-incidents/rules/words/zh';
import type { PageLocale } from '@/lib/status-pages/constants';

const all: Record<PageLocale, IncidentWords> = { en, de, fr, es, pt, ja, zh, ar };

export function wordsOf(locale: PageLocale): IncidentWords {
  return all[locale];
}
