import os from 'node:os';

/** What figures were measured on, and how busy it was. */
export function machine() {
  return {
    cores: os.availableParallelism(),
    load_average: round(os.loadavg()[0] ?? 0, 1),
    node: process.version,
  };
}

export function round(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}
