import type { Schedule } from '@/lib/schedules/schema';

export type SnippetSource = {
  pingUrl: string;
  schedule: Schedule;
  /** Of the monitor. */
  name: string;
  /** The monitor ignores pings by any other method. */
  postOnly?: boolean;
};

export type Snippet = { id: string; label: string; language: string; text: string; note?: string };
