/** What a ping says: it went well, it begins, it failed, or just a line for the log. */
export const pingActions = ['success', 'start', 'fail', 'log'] as const;
export type PingAction = (typeof pingActions)[number];

/** Fixed words, stored with spans and incidents: append, never rename. */
export const heartbeatCauses = ['heartbeat_missed', 'heartbeat_failed', 'heartbeat_overrun'] as const;
export type HeartbeatCause = (typeof heartbeatCauses)[number];

/** Overlapping runs that are watched at once; past it the oldest is forgotten. */
export const maxOpenRuns = 50;

/** As stored. `unknown`: it was up until an outage of Stillup's own, and no ping has come since. */
export const heartbeatStatuses = ['new', 'up', 'unknown', 'down', 'paused'] as const;
export type HeartbeatStatus = (typeof heartbeatStatuses)[number];

/** As shown: what is stored, seen from now. `late`: past its time, within its grace. */
export const heartbeatStates = ['new', 'up', 'late', 'running', 'unknown', 'down', 'paused'] as const;
export type HeartbeatState = (typeof heartbeatStates)[number];

export const minGraceSeconds = 60;
export const maxGraceSeconds = 365 * 86_400;
