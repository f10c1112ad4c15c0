import { durationMsWords, durationWords } from '@/components/time/words';
import type { MonitorView } from '@/lib/monitors/schema';

function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

function times(count: number, what: string): string {
  return count === 1 ? `one ${what}` : `${count} ${what}s in a row`;
}

/** Why a monitor is in its state, and what would change it: the rules in words, with this monitor’s numbers. */
export function explainState(monitor: MonitorView): string[] {
  const {
    failing_regions: failing,
    regions,
    failure_threshold: failures,
    recovery_threshold: passes,
  } = monitor;
  const where = failing.length === 0 ? '' : ` from ${listed(failing)}`;
  const every = durationWords(monitor.interval_seconds);
  const goesDown = `It goes down after ${times(failures, 'failed check')}.`;
  switch (monitor.status) {
    case 'pending':
      return [
        'It was just made, resumed or changed, and no check has come in yet.',
        `It is checked every ${every}.`,
      ];
    case 'up':
      if (failing.length === 0) return ['Its latest checks met every expectation.', goesDown];
      return [`Checks fail${where}, but not yet in enough regions or often enough.`, goesDown];
    case 'degraded':
      return [
        monitor.degraded_after_ms === null
          ? 'It answers, but a softer expectation is not met.'
          : `It answers, but slower than ${durationMsWords(monitor.degraded_after_ms)}, or a softer expectation is not met.`,
        goesDown,
      ];
    case 'down':
      return [
        `At least ${times(failures, 'check')} failed${where}${regions.length > 1 ? ', in enough regions to agree' : ''}.`,
        `It is up again after ${times(passes, 'passed check')}.`,
      ];
    case 'paused':
      return ['Somebody paused it. Nothing is checked, and this time counts as neither up nor down.'];
    case 'maintenance':
      return [
        'A maintenance is planned for now. Failures open no incident, and this time does not count as down.',
      ];
    case 'unknown':
      return [
        'No check has come in for longer than it should take, so its state is not known.',
        'That is our own fault and not the target’s: this time counts as not monitored.',
      ];
  }
}
