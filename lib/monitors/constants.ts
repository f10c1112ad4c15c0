import { probeTypes } from '@/lib/probing/constants';

/** What a probe checks, and what calls by itself. */
export const monitorTypes = [...probeTypes, 'heartbeat'] as const;
export type MonitorType = (typeof monitorTypes)[number];

/** The verdict over all regions; `pending` until the first check has come in. */
export const monitorStates = ['pending', 'up', 'degraded', 'down', 'unknown'] as const;
export type MonitorState = (typeof monitorStates)[number];

/** What a person sees: the verdict, or why there is none. */
export const monitorStatuses = [
  'pending',
  'up',
  'degraded',
  'down',
  'paused',
  'maintenance',
  'unknown',
] as const;
export type MonitorStatus = (typeof monitorStatuses)[number];

/** `unknown` is time in which the monitor was not watched. */
export const spanStates = ['up', 'degraded', 'down', 'maintenance', 'paused', 'unknown'] as const;
export type SpanState = (typeof spanStates)[number];

export const bulkActions = ['pause', 'resume', 'delete'] as const;
export type BulkAction = (typeof bulkActions)[number];

/** Quiet hours do not hold back what is critical. */
export const severities = ['normal', 'critical'] as const;
export type Severity = (typeof severities)[number];
