import { followPhase } from '@/lib/page-incidents/rules/phases';
import type { ComponentStatus, PageIncidentStatus } from '@/lib/status-pages/constants';
import type { PageComponentView } from '@/lib/status-pages/schema';

/** Components that an incident names, by their ids. */
export type Affected = Readonly<Record<string, ComponentStatus>>;
type NamedStatus = { component_id: string; status: ComponentStatus };

export function affectedOf(list: readonly NamedStatus[]): Affected {
  return Object.fromEntries(list.map(({ component_id, status }) => [component_id, status]));
}

export function toNamed(affected: Affected): NamedStatus[] {
  return Object.entries(affected).map(([component_id, status]) => ({ component_id, status }));
}

/** `affected` with one more or less. */
export function toggle(affected: Affected, id: string, status: ComponentStatus): Affected {
  const { [id]: known, ...rest } = affected;
  return known === undefined ? { ...affected, [id]: status } : rest;
}

/** What an update says beyond what follows by itself: its own choices, without those that change nothing. */
export function saidOf(said: Affected, known: Affected, phase: PageIncidentStatus): NamedStatus[] {
  return toNamed(said).filter(({ component_id, status }) => {
    const before = known[component_id];
    return before === undefined || followPhase(phase, before) !== status;
  });
}

/** The lines of a page that can be named, each below the group it stands in. Groups have no status of their own. */
export function nameable(
  components: readonly PageComponentView[],
): { group: string | null; lines: readonly PageComponentView[] }[] {
  const leaves = components.filter(({ kind }) => kind !== 'group');
  const groups = components.filter(({ kind }) => kind === 'group');
  return [
    { group: null, lines: leaves.filter(({ group_id }) => group_id === null) },
    ...groups.map(({ id, name }) => ({
      group: name,
      lines: leaves.filter(({ group_id }) => group_id === id),
    })),
  ].filter(({ lines }) => lines.length > 0);
}

/** All that it names, as they would stand by themselves. */
export function followed(known: Affected, phase: PageIncidentStatus): Affected {
  return Object.fromEntries(Object.entries(known).map(([id, status]) => [id, followPhase(phase, status)]));
}

/** What is chosen otherwise than it would be by itself. */
export function differing(chosen: Affected, followedBy: Affected): Affected {
  return Object.fromEntries(Object.entries(chosen).filter(([id, status]) => followedBy[id] !== status));
}
