import { kindWords, scopeWords, stateWords } from '@/components/status-pages/subscribers/words';
import type { SubscriberView } from '@/lib/subscribers/schema';

const head = ['Kind', 'Address', 'State', 'Reason', 'Hears of', 'Language', 'Since', 'Last told'];

/** RFC 4180. What a spreadsheet would take for a formula is made text by an apostrophe. */
export function subscribersCsv(
  subscribers: readonly SubscriberView[],
  names: ReadonlyMap<string, string>,
): string {
  const rows = subscribers.map((each) => [
    kindWords[each.kind],
    each.address,
    stateWords[each.state],
    each.disabled_reason ?? '',
    scopeWords(each, names),
    each.locale,
    each.created_at,
    each.last_notified_at ?? '',
  ]);
  return `${[head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

function cell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
