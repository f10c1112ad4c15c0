import { durationMsWords, durationWords } from '@/components/time/words';
import { listWords } from '@/lib/core/list-words';
import type { HeartbeatMonitorView, HttpMonitorView, MonitorView } from '@/lib/monitors/schema';

function times(count: number, what: string): string {
  return count === 1 ? `one ${what}` : `${count} ${what}s in a row`;
}

/** Why a monitor is in its state, and what would change it: the rules in words, with this monitor’s numbers. */
export function explainState(monitor: MonitorView): string[] {
  return monitor.type === 'heartbeat' ? explainHeartbeat(monitor) : explainChecks(monitor);
}

const inMaintenance =
  'A maintenance is planned for now. It is checked as ever, alerts wait until it is over, and this time counts as neither up nor down.';

function explainHeartbeat({ heartbeat, spec, status, failure_threshold }: HeartbeatMonitorView): string[] {
  const grace = durationWords(spec.grace_seconds);
  const limit = durationWords(spec.max_run_seconds ?? spec.grace_seconds);
  const goesDown =
    failure_threshold === 1
      ? `It goes down with a failure, or ${grace} after its time when none has come.`
      : `It goes down after ${failure_threshold} failures in a row; a run that has not come ${grace} after its time is one.`;
  if (status === 'maintenance') return [inMaintenance];
  switch (heartbeat.state) {
    case 'new':
      return ['No ping has come yet. Until then nothing is expected, so nothing can be missed.'];
    case 'up':
      return [
        heartbeat.consecutive_failures === 0
          ? 'Its last run went well, and the next one is not due yet.'
          : `It failed ${times(heartbeat.consecutive_failures, 'time')}, which is not yet often enough.`,
        goesDown,
      ];
    case 'late':
      return [`Its time has passed and no ping has come. It may be ${grace} late; then it is down.`];
    case 'running':
      return [
        `${heartbeat.runs.length > 1 ? `${heartbeat.runs.length} runs have` : 'A run has'} begun and not ended.`,
        `It may take ${limit}; then it is down.`,
      ];
    case 'unknown':
      return [
        'Stillup itself was away when a ping may have come, so this time counts as not monitored.',
        'The next ping tells, or the deadline, which was moved by as much.',
      ];
    case 'down':
      return ['It is up again with its next success.'];
    case 'paused':
      return [
        spec.manual_resume
          ? 'Somebody paused it. Pings are answered and logged, and change nothing until somebody resumes it.'
          : 'Somebody paused it. It is watched again from its next success or failure, or when it is resumed.',
        'This time counts as neither up nor down.',
      ];
  }
}

function explainChecks(monitor: HttpMonitorView): string[] {
  const {
    failing_regions: failing,
    regions,
    failure_threshold: failures,
    recovery_threshold: passes,
  } = monitor;
  const where = failing.length === 0 ? '' : ` from ${listWords(failing)}`;
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
      return [inMaintenance];
    case 'unknown':
      return [
        'No check has come in for longer than it should take, so its state is not known.',
        'That is our own fault and not the target’s: this time counts as not monitored.',
      ];
  }
}
