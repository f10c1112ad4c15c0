import { errorCodeOf } from '@/lib/core/error-code';

/** Codes of Postgres and of its driver after which the same work may well succeed a moment later. */
const transient =
  /^(08|26000|40|42P05|53|55P03|57)|^(CONNECTION_|CONNECT_TIMEOUT|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH)/;

export function isTransient(error: unknown): boolean {
  const code = errorCodeOf(error);
  return code !== null && transient.test(code);
}

/** A row for which there is no partition yet. */
export function lacksPartition(error: unknown): boolean {
  return errorCodeOf(error) === '23514';
}
