import type { HeartbeatRules } from '@/lib/heartbeats/rules/heartbeat-facts';
import type { HeartbeatSpec } from '@/lib/heartbeats/schema';

export function toRules(spec: HeartbeatSpec, failureThreshold: number): HeartbeatRules {
  return {
    schedule: spec.schedule,
    graceMs: spec.grace_seconds * 1000,
    maxRunMs: spec.max_run_seconds === null ? null : spec.max_run_seconds * 1000,
    earlyToleranceMs: spec.early_tolerance_seconds * 1000,
    manualResume: spec.manual_resume,
    failureThreshold,
  };
}
