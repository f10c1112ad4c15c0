import { hasFilters } from '@/lib/compat/rules/healthchecks-settings';
import type { HeartbeatMonitorView } from '@/lib/monitors/schema';

export type CheckContext = {
  /** 1, 2 or 3: they differ in what a running job is called, and in the addresses. */
  version: number;
  /** Such as `https://stillup.example`, without a slash at its end. */
  baseUrl: string;
  badgeUrl: string;
  /** What a key that may only read gets instead of the addresses. */
  uniqueKey: string;
  /** The UUID of the ping address; null for a key that may only read. */
  uuid: string | null;
  /** UUIDs of the channels of the project. */
  channels: readonly string[];
  nowMs: number;
};

export type CheckStatus = 'new' | 'up' | 'grace' | 'down' | 'paused' | 'started';

/** A heartbeat in the shape that Healthchecks gives a check. */
export function toCheck(view: HeartbeatMonitorView, context: CheckContext): Record<string, unknown> {
  const { heartbeat, spec } = view;
  const { failure, success, start } = spec.filters;
  return {
    name: view.name,
    slug: view.slug,
    tags: view.tags.join(' '),
    desc: spec.description,
    grace: spec.grace_seconds,
    n_pings: heartbeat.ping_count,
    status: checkStatus(view, context),
    started: heartbeat.running,
    last_ping: toSeconds(heartbeat.last_ping_at),
    next_ping: toSeconds(nextPing(view)),
    manual_resume: spec.manual_resume,
    methods: spec.post_only ? 'POST' : '',
    subject: '',
    subject_fail: '',
    start_kw: start.join(','),
    success_kw: success.join(','),
    failure_kw: failure.join(','),
    filter_subject: false,
    filter_body: false,
    filter_http_body: hasFilters(spec.filters),
    filter_default_fail: false,
    badge_url: context.badgeUrl,
    ...(heartbeat.last_duration_ms === null
      ? {}
      : { last_duration: Math.floor(heartbeat.last_duration_ms / 1000) }),
    ...toAddresses(context),
    ...(spec.schedule.kind === 'period'
      ? { timeout: spec.schedule.period_seconds }
      : { schedule: spec.schedule.expression, tz: spec.schedule.time_zone }),
  };
}

function toAddresses({ uuid, uniqueKey, version, baseUrl, channels }: CheckContext): Record<string, string> {
  if (uuid === null) return { unique_key: uniqueKey };
  const update = `${baseUrl}/api/v${version}/checks/${uuid}`;
  return {
    uuid,
    ping_url: `${baseUrl}/ping/${uuid}`,
    update_url: update,
    pause_url: `${update}/pause`,
    resume_url: `${update}/resume`,
    channels: channels.join(','),
  };
}

/** A running job is `started` in the first version, and what it was before in the later ones. */
function checkStatus(view: HeartbeatMonitorView, { version, nowMs }: CheckContext): CheckStatus {
  const { state, expected_at: expectedAt } = view.heartbeat;
  switch (state) {
    case 'new':
    case 'up':
    case 'down':
    case 'paused':
      return state;
    case 'late':
    case 'unknown':
      return 'grace';
    case 'running':
      if (version === 1) return 'started';
      if (view.status === 'pending') return 'new';
      return expectedAt !== null && Date.parse(expectedAt) <= nowMs ? 'grace' : 'up';
  }
}

/** While it is down or paused nothing is waited for. */
function nextPing({ heartbeat }: HeartbeatMonitorView): string | null {
  const isWaiting = heartbeat.state !== 'down' && heartbeat.state !== 'paused';
  return isWaiting ? heartbeat.expected_at : null;
}

/** ISO 8601 with whole seconds and a numeric zone, as Python writes it. */
export function toSeconds(instant: string | null): string | null {
  return instant === null ? null : `${instant.slice(0, 19)}+00:00`;
}
