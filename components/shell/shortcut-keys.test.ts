import { expect, test } from 'vitest';
import { mainItems, settingsItems } from '@/components/shell/navigation';
import { type KeyPress, readKey } from '@/components/shell/shortcut-keys';

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  meta: false,
  ctrl: false,
  alt: false,
  inText: false,
  ...more,
});

test('g then m goes to the monitors, and the next key starts afresh', () => {
  const first = readKey(press('g'), null);
  expect(first).toEqual({ command: null, pending: 'g' });
  expect(readKey(press('m'), first.pending)).toEqual({
    command: { kind: 'go', href: '/monitors' },
    pending: null,
  });
});

test('c alone makes a monitor, g then c goes to the channels', () => {
  expect(readKey(press('c'), null).command).toEqual({ kind: 'create' });
  expect(readKey(press('c'), 'g').command).toEqual({ kind: 'go', href: '/channels' });
});

test('typing text never triggers a letter, but the palette opens from anywhere', () => {
  for (const key of ['g', 'c', '/', '?'])
    expect(readKey(press(key, { inText: true }), null).command).toBeNull();
  expect(readKey(press('k', { inText: true, meta: true }), null).command).toEqual({ kind: 'palette' });
  expect(readKey(press('K', { inText: true, ctrl: true }), null).command).toEqual({ kind: 'palette' });
});

test('the browser’s own combinations stay the browser’s', () => {
  expect(readKey(press('c', { ctrl: true }), null).command).toBeNull();
  expect(readKey(press('g', { meta: true }), null).pending).toBeNull();
});

test('no two pages share a key', () => {
  const keys = [...mainItems, ...settingsItems].map((item) => item.key);
  expect(new Set(keys).size).toBe(keys.length);
});
