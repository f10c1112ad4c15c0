export const organizationCookie = 'stillup_org';
export const requestIdHeader = 'X-Request-Id';
export const maxBodyBytes = 256 * 1024;
/** Deeper JSON is refused before anything walks it. */
export const maxJsonDepth = 32;
export const idempotencyHours = 24;

export const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
export type Method = (typeof methods)[number];
