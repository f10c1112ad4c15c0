/** In systemd's order: a week begins on Monday. */
const names = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** Weekdays from 0, Sunday, or a sentence about what is wrong. Ranges by `..`, or `-` as older units have it. */
export function parseCalendarWeekdays(text: string): Set<number> | string {
  const weekdays = new Set<number>();
  for (const item of text.replace(/,$/, '').split(',')) {
    const [first = '', last, ...more] = item.split(/\.\.|-/);
    const from = numberOf(first);
    const to = last === undefined ? from : numberOf(last);
    if (from < 0 || to < 0 || more.length > 0)
      return `"${item}" is not a weekday: expected Mon to Sun, or Mon..Fri`;
    if (to < from) return `"${item}" runs backwards: a week begins on Monday`;
    for (let number = from; number <= to; number += 1) weekdays.add((number + 1) % 7);
  }
  return weekdays;
}

function numberOf(name: string): number {
  const lower = name.toLowerCase();
  return names.findIndex((full) => lower === full || lower === full.slice(0, 3));
}
