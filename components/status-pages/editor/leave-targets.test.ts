import { expect, test } from 'vitest';
import { leftByHistory } from '@/components/status-pages/editor/leave-targets';

const here = 'https://stillup.example/status-pages/pag_1/settings';
const back = {
  navigationType: 'traverse',
  cancelable: true,
  defaultPrevented: false,
  destination: { key: 'before', sameDocument: true, url: 'https://stillup.example/status-pages/pag_1' },
} as const;
const to = (url: string) => ({ ...back, destination: { ...back.destination, url } });

test('before the back button leaves the page it is asked, and known where it leads', () => {
  expect(leftByHistory(back, here)).toBe('before');
  expect(leftByHistory(to(`${here}?tab=two`), here)).toBe('before');
});

test('what stays on the page needs no question', () => {
  expect(leftByHistory(to(`${here}#password`), here)).toBeNull();
  expect(leftByHistory(to(here), `${here}#password`)).toBeNull();
});

test('where another document is loaded the browser asks, and we do not ask as well', () => {
  const other = { ...back, destination: { ...back.destination, sameDocument: false } };
  expect(leftByHistory(other, here)).toBeNull();
});

test('what cannot be held up, what somebody else asks about, and what the product opens itself is let through', () => {
  expect(leftByHistory({ ...back, cancelable: false }, here)).toBeNull();
  expect(leftByHistory({ ...back, defaultPrevented: true }, here)).toBeNull();
  for (const navigationType of ['push', 'replace', 'reload'] as const)
    expect(leftByHistory({ ...back, navigationType }, here)).toBeNull();
});
