export type Check = {
  name: string;
  status: 'ok' | 'warning' | 'error';
  detail: string;
  /** What to do; null where all is well. */
  remedy: string | null;
};

export function ok(name: string, detail: string): Check {
  return { name, status: 'ok', detail, remedy: null };
}

export function warning(name: string, detail: string, remedy: string): Check {
  return { name, status: 'warning', detail, remedy };
}

export function error(name: string, detail: string, remedy: string): Check {
  return { name, status: 'error', detail, remedy };
}
