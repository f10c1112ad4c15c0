/** How instants are written: the server in the page's zone, the browser in the visitor's. Both with 24 hours, so that columns stay columns. */
export const timeFormats = {
  time: { hour: '2-digit', minute: '2-digit', timeZoneName: 'short', hourCycle: 'h23' },
  stamp: {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
    hourCycle: 'h23',
  },
  range: {
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
    hourCycle: 'h23',
  },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

export type TimeFormat = keyof typeof timeFormats;
