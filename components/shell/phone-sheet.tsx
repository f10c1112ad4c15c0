'use client';

import { NavList } from '@/components/shell/nav-list';
import { mainItems, settingsItems } from '@/components/shell/navigation';
import { ProjectSwitcher } from '@/components/shell/project-switcher';
import { useShell } from '@/components/shell/shell-context';
import { Dialog } from '@/components/ui/dialog';

export function PhoneSheet({ onClose }: { onClose: () => void }) {
  const { data } = useShell();
  return (
    <Dialog shape="sheet" title="All pages" open onOpenChange={onClose}>
      <ProjectSwitcher organization={data.organization} projects={data.projects} />
      <div className="mt-4 grid grid-cols-2 gap-x-4">
        <NavList items={mainItems} onNavigate={onClose} />
        <NavList items={settingsItems} onNavigate={onClose} />
      </div>
    </Dialog>
  );
}
