import type { Temper } from '@/bin/demo/history';
import type { BehaviourInput } from '@/e2e/target/behaviours';

export type DemoMonitor = {
  name: string;
  path: string;
  tags: string[];
  temper: Temper;
  /** What the local target does with requests for the path; null: answers well. */
  behaviour: BehaviourInput | null;
  expectedKeyword?: string;
  isPaused?: boolean;
};

/** As many as a status page shows. */
export const demoDays = 90;

export const demoMonitors: readonly DemoMonitor[] = [
  {
    name: 'Website',
    path: '/website',
    tags: ['public'],
    temper: { usualMs: 62, outages: 0.34, slowShare: 0.002 },
    behaviour: { mode: 'slow', delay_ms: 60 },
    expectedKeyword: 'ok',
  },
  {
    name: 'Checkout API',
    path: '/checkout',
    tags: ['shop', 'public'],
    temper: { usualMs: 180, outages: 2, slowShare: 0.01 },
    behaviour: { mode: 'flap', status: 503, flap_period_ms: 180_000, delay_ms: 150 },
  },
  {
    name: 'Search',
    path: '/search',
    tags: ['shop'],
    temper: { usualMs: 320, outages: 1, slowShare: 0.06 },
    behaviour: { mode: 'slow', delay_ms: 1_300 },
  },
  {
    name: 'Documentation',
    path: '/docs',
    tags: ['public'],
    temper: { usualMs: 41, outages: 0, slowShare: 0 },
    behaviour: { mode: 'slow', delay_ms: 38 },
  },
  {
    name: 'Payments webhook',
    path: '/payments',
    tags: ['shop'],
    temper: { usualMs: 95, outages: 1, slowShare: 0.004 },
    behaviour: { mode: 'fail', status: 502, delay_ms: 90 },
  },
  {
    name: 'Legacy admin',
    path: '/admin',
    tags: [],
    temper: { usualMs: 210, outages: 4, slowShare: 0.02 },
    behaviour: { mode: 'slow', delay_ms: 200 },
    isPaused: true,
  },
];
