import { maxLabelLength } from '@/lib/badges/constants';
import { cutText } from '@/lib/core/cut-text';

/** What XML 1.0 cannot hold, and what would turn the text around it. */
const unfit = /[\p{Cc}\p{Cs}\ufffe\uffff\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

/** One short line, fit for XML. */
export function toLine(text: string): string {
  return cutText(text.replace(unfit, ' ').replace(/\s+/gu, ' ').trim(), maxLabelLength);
}
