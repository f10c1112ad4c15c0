'use client';

import { Check } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';

const item =
  'flex min-h-8 items-center gap-2 rounded-sm px-2 text-base outline-none data-disabled:opacity-50 data-highlighted:bg-hover pointer-coarse:min-h-11 [&_svg]:shrink-0 [&_svg]:text-ink-faint';

type MenuProps = {
  trigger: ReactNode;
  label: string;
  align?: 'start' | 'end';
  side?: 'top' | 'bottom';
  /** For menus that are loaded when first asked for. */
  defaultOpen?: boolean;
  children: ReactNode;
};

export function Menu({
  trigger,
  label,
  align = 'end',
  side = 'bottom',
  defaultOpen = false,
  children,
}: MenuProps) {
  return (
    <DropdownMenu.Root modal={false} defaultOpen={defaultOpen}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          aria-label={label}
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          className="z-50 max-h-(--radix-dropdown-menu-content-available-height) max-w-80 min-w-48 animate-rise overflow-y-auto rounded-md border border-line bg-raised p-1 shadow-float"
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

type MenuItemProps = {
  onSelect?: () => void;
  disabled?: boolean;
  asChild?: boolean;
  children: ReactNode;
};

export function MenuItem({ onSelect, disabled, asChild, children }: MenuItemProps) {
  return (
    <DropdownMenu.Item
      className={item}
      {...(onSelect && { onSelect })}
      {...(disabled !== undefined && { disabled })}
      {...(asChild !== undefined && { asChild })}
    >
      {children}
    </DropdownMenu.Item>
  );
}

type MenuChoiceProps<T extends string> = {
  label: string;
  value: T;
  onChange: (value: T) => void;
  options: readonly { value: T; label: ReactNode }[];
};

export function MenuChoice<T extends string>({ label, value, onChange, options }: MenuChoiceProps<T>) {
  return (
    <DropdownMenu.RadioGroup value={value} aria-label={label}>
      <DropdownMenu.Label className="px-2 pt-1.5 pb-1 text-xs text-ink-faint">{label}</DropdownMenu.Label>
      {options.map((option) => (
        <DropdownMenu.RadioItem
          key={option.value}
          value={option.value}
          className={cn(item, 'justify-between')}
          onSelect={() => onChange(option.value)}
        >
          <span className="flex items-center gap-2 truncate">{option.label}</span>
          <DropdownMenu.ItemIndicator>
            <Check size={15} aria-hidden="true" />
          </DropdownMenu.ItemIndicator>
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  );
}

export function MenuLine() {
  return <DropdownMenu.Separator className="-mx-1 my-1 h-px bg-line" />;
}
