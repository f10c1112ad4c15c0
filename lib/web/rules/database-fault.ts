const awayCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EPIPE',
  'CONNECT_TIMEOUT',
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  // Shutdown and start-up of the server, and too many clients (PostgreSQL, appendix A).
  '57P01',
  '57P02',
  '57P03',
  '53300',
]);

function codesOf(error: unknown, depth = 0): string[] {
  if (typeof error !== 'object' || error === null || depth > 4) return [];
  const own = 'code' in error && typeof error.code === 'string' ? [error.code] : [];
  return 'cause' in error ? [...own, ...codesOf(error.cause, depth + 1)] : own;
}

export function isDatabaseAway(error: unknown): boolean {
  return codesOf(error).some((code) => awayCodes.has(code));
}

/** Another transaction came first (serialization failure, deadlock): the same work may be tried again. */
export function isRetryable(error: unknown): boolean {
  return codesOf(error).some((code) => code === '40001' || code === '40P01');
}
