const codes = new Set([
  // Serialisation failure, deadlock; the server is shutting down, crashed, starting, or has no connection left.
  '40001',
  '40P01',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  // postgres.js and the network.
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
]);

/** Whether the same transaction may succeed a moment later. */
export function isTransient(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && codes.has(String(error.code));
}
