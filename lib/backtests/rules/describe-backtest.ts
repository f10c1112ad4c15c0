import type { BacktestView } from '@/lib/backtests/schema';

type Compared = Pick<BacktestView, 'as_is' | 'tried'>;

/** `With these settings the last 30 days would have opened 3 incidents and sent 5 alerts, in place of 12 and 41.` */
export function describeBacktest({ as_is, tried }: Compared, days: number): string {
  const span = days === 1 ? 'the last day' : `the last ${days} days`;
  const incidents = counted(tried.incidents, 'incident');
  const alerts = counted(tried.alerts, 'alert');
  const isSame = as_is.incidents === tried.incidents && as_is.alerts === tried.alerts;
  const rest = isSame ? ', as many as they do now' : `, in place of ${as_is.incidents} and ${as_is.alerts}`;
  return `With these settings ${span} would have opened ${incidents} and sent ${alerts}${rest}.`;
}

function counted(count: number, word: string): string {
  return `${count} ${count === 1 ? word : `${word}s`}`;
}
