import { mainItems, settingsItems } from '@/components/shell/navigation';

export type Command =
  | { kind: 'go'; href: string }
  | { kind: 'search' }
  | { kind: 'palette' }
  | { kind: 'help' }
  | { kind: 'create' };

export type KeyPress = { key: string; meta: boolean; ctrl: boolean; alt: boolean; inText: boolean };

/** What a key means after `pending` (“g” or nothing), and what the next key will be read after. */
export function readKey(
  press: KeyPress,
  pending: 'g' | null,
): { command: Command | null; pending: 'g' | null } {
  const key = press.key.toLowerCase();
  if ((press.meta || press.ctrl) && !press.alt && key === 'k')
    return { command: { kind: 'palette' }, pending: null };
  if (press.inText || press.meta || press.ctrl || press.alt) return { command: null, pending: null };
  if (pending === 'g') {
    const item = [...mainItems, ...settingsItems].find((candidate) => candidate.key === key);
    return { command: item ? { kind: 'go', href: item.href } : null, pending: null };
  }
  switch (key) {
    case 'g':
      return { command: null, pending: 'g' };
    case '/':
      return { command: { kind: 'search' }, pending: null };
    case '?':
      return { command: { kind: 'help' }, pending: null };
    case 'c':
      return { command: { kind: 'create' }, pending: null };
    default:
      return { command: null, pending: null };
  }
}
