import { type CheckSpec, readSchedule } from '@/lib/compat/rules/healthchecks-spec';
import type { HeartbeatSpec } from '@/lib/heartbeats/schema';
import type { Schedule } from '@/lib/schedules/schema';

/** What a monitor is to be changed to; what is left out stays as it is. */
export type CheckSettings = {
  name?: string;
  slug?: string;
  tags?: string[];
  spec: Partial<HeartbeatSpec>;
};

/**
 * A spec in our words. `current` is the spec of the monitor that is to be changed, null for a new one.
 * The versions before the third make the slug of the name.
 */
export function toSettings(
  spec: CheckSpec,
  version: number,
  current: HeartbeatSpec | null,
): { settings: CheckSettings } | { error: string } {
  const found = readSchedule(spec, current?.schedule ?? null);
  if ('error' in found) return found;
  const slug = readSlug(spec, version);
  const tags = spec.tags === undefined ? null : splitTags(spec.tags);
  if (tags !== null && (tags.length > 20 || tags.some((tag) => tag.length > 40))) {
    return { error: 'json validation error: tags is too long' };
  }
  const name = spec.name?.trim() ?? '';
  return {
    settings: {
      ...(name === '' ? {} : { name }),
      ...(slug === null ? {} : { slug }),
      ...(tags === null ? {} : { tags }),
      spec: toHeartbeatSpec(spec, found.schedule, current),
    },
  };
}

/** Tags stand in one string with spaces between them; a comma cannot stand in a tag of ours. */
export function splitTags(tags: string): string[] {
  return [...new Set(tags.split(/[\s,]+/).filter((tag) => tag !== ''))];
}

function readSlug(spec: CheckSpec, version: number): string | null {
  const given = spec.slug ?? '';
  if (given !== '') return given;
  if (version >= 3 || spec.name === undefined) return null;
  const made = spec.name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9_\s-]+/g, '')
    .trim()
    .replaceAll(/[-\s]+/g, '-')
    .replaceAll(/^[-_]+|[-_]+$/g, '');
  return made === '' ? null : made;
}

function toHeartbeatSpec(
  spec: CheckSpec,
  schedule: Schedule | null,
  current: HeartbeatSpec | null,
): Partial<HeartbeatSpec> {
  const filters = readFilters(spec, current);
  return {
    ...(schedule === null ? {} : { schedule }),
    ...(spec.grace === undefined ? {} : { grace_seconds: spec.grace }),
    ...(spec.desc === undefined ? {} : { description: spec.desc }),
    ...(spec.methods === undefined ? {} : { post_only: spec.methods === 'POST' }),
    ...(spec.manual_resume === undefined ? {} : { manual_resume: spec.manual_resume }),
    ...(filters === null ? {} : { filters }),
  };
}

/** Keywords hold only while the filter is switched on; ours are on where there are any. Null: nothing is asked. */
function readFilters(spec: CheckSpec, current: HeartbeatSpec | null): HeartbeatSpec['filters'] | null {
  const before = current?.filters ?? { failure: [], success: [], start: [] };
  const asked = [spec.filter_http_body, spec.failure_kw, spec.success_kw, spec.start_kw];
  if (asked.every((value) => value === undefined)) return null;
  const isOn = spec.filter_http_body ?? hasFilters(before);
  if (!isOn) return { failure: [], success: [], start: [] };
  return {
    failure: splitKeywords(spec.failure_kw) ?? before.failure,
    success: splitKeywords(spec.success_kw) ?? before.success,
    start: splitKeywords(spec.start_kw) ?? before.start,
  };
}

export function hasFilters({ failure, success, start }: HeartbeatSpec['filters']): boolean {
  return failure.length + success.length + start.length > 0;
}

function splitKeywords(text: string | undefined): string[] | null {
  if (text === undefined) return null;
  const words = text.split(',').map((word) => word.trim());
  return words.filter((word) => word !== '').slice(0, 20);
}
