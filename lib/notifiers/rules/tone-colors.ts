import type { Tone } from '@/lib/notifiers/rules/content';

/** For bars beside messages: seen well on a light and on a dark ground. */
export const toneColors: Readonly<Record<Tone, string>> = {
  down: '#d22f4f',
  up: '#1f9d78',
  degraded: '#d09a10',
  neutral: '#6b7482',
};
