import { BellRing, Code, type LucideIcon, Mail, MessagesSquare, Phone, Siren } from 'lucide-react';
import type { KindGroup } from '@/lib/notifiers/rules/kind';

export const groupWords: Record<KindGroup, string> = {
  mail: 'Mail',
  chat: 'Chat',
  on_call: 'On-call',
  phone: 'Phone',
  push: 'Push',
  code: 'Code',
};

const icons: Record<KindGroup, LucideIcon> = {
  mail: Mail,
  chat: MessagesSquare,
  on_call: Siren,
  phone: Phone,
  push: BellRing,
  code: Code,
};

export function KindIcon({ group, size = 17 }: { group: KindGroup; size?: number }) {
  const Icon = icons[group];
  return <Icon size={size} aria-hidden="true" className="shrink-0 text-ink-faint" />;
}
