import { listWords } from '@/lib/core/list-words';
import type { PolicySpec, PolicyStep, QuietHours } from '@/lib/policies/schema';

export type Names = {
  channels: ReadonlyMap<string, string>;
  users: ReadonlyMap<string, string>;
  schedules: ReadonlyMap<string, string>;
};

/** As in `At once: #ops and Ada.`, `After 10 min: on call Primary.`, `Then every 15 min, 5 times.` */
export function describePolicy(spec: PolicySpec, names: Names): string[] {
  const tellsSteps = spec.transitions.includes('escalated');
  const told = spec.steps.filter((_, index) => index === 0 || tellsSteps);
  const steps = told.map((step) => {
    const when = step.after_minutes === 0 ? 'At once' : `After ${spanText(step.after_minutes)}`;
    return `${when}: ${describeTargets(step, names)}.`;
  });
  return [...steps, ...reminderText(spec), ...resolutionText(spec), ...quietText(spec.quiet_hours)];
}

/** Never empty: who is gone is passed over, and where nobody is left all channels are told. */
export function describeTargets(step: PolicyStep, { channels, users, schedules }: Names): string {
  const named = (ids: readonly string[], all: ReadonlyMap<string, string>) =>
    ids.flatMap((id) => all.get(id) ?? []);
  const targets = [
    ...(step.all_channels ? ['all channels of the project'] : []),
    ...named(step.channel_ids, channels),
    ...named(step.user_ids, users),
    ...named(step.schedule_ids, schedules).map((name) => `on call ${name}`),
  ];
  return targets.length === 0 ? 'nobody, so all channels of the project' : listWords(targets);
}

/** As in `45 min`, `2 h`, `1 h 30 min`. */
export function spanText(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const parts = [...(hours > 0 ? [`${hours} h`] : []), ...(rest > 0 ? [`${rest} min`] : [])];
  return parts.length === 0 ? '0 min' : parts.join(' ');
}

function reminderText({ repeat_minutes, repeat_max, transitions }: PolicySpec): string[] {
  if (repeat_minutes === null || !transitions.includes('reminder')) return [];
  return [`Then every ${spanText(repeat_minutes)}, ${repeat_max === 1 ? 'once' : `${repeat_max} times`}.`];
}

function resolutionText({ transitions }: PolicySpec): string[] {
  return transitions.includes('resolved') ? [] : ['Nobody is told when it is over.'];
}

const dayNames = ['', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

function quietText(quiet: QuietHours | null): string[] {
  if (quiet === null) return [];
  const days = quiet.days.length === 7 ? '' : ` (${quiet.days.map((day) => dayNames[day]).join(', ')})`;
  const except = quiet.except_critical ? ', except for critical monitors' : '';
  return [`Quiet from ${quiet.from} to ${quiet.to} ${quiet.time_zone}${days}${except}.`];
}
