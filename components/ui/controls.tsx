import { ChevronDown, Search } from 'lucide-react';
import type { ComponentProps } from 'react';
import { useHydrated } from '@/components/time/clock';
import { cn } from '@/components/ui/cn';

export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input className={cn('field-control', className)} {...rest} />;
}

export function Textarea({ className, rows = 4, ...rest }: ComponentProps<'textarea'>) {
  return <textarea rows={rows} className={cn('field-control py-1.5', className)} {...rest} />;
}

/** The browser's own select: the best one on a phone, by keyboard and with a screen reader. */
export function Select({ className, children, ...rest }: ComponentProps<'select'>) {
  return (
    <span className={cn('relative block', className)}>
      <select className="field-control appearance-none truncate pr-8" {...rest}>
        {children}
      </select>
      <ChevronDown
        size={15}
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 right-2.5 -translate-y-1/2 text-ink-faint"
      />
    </span>
  );
}

/** The options of a select over named things. */
export function NamedOptions({ of }: { of: readonly { id: string; name: string }[] }) {
  return of.map(({ id, name }) => (
    <option key={id} value={id}>
      {name}
    </option>
  ));
}

/** A field that narrows what is shown below it, as soon as the browser has taken over; the class is that of its frame. */
export function SearchInput({ className, ...rest }: Omit<ComponentProps<'input'>, 'type'>) {
  return (
    <div className={cn('relative', className)}>
      <Search
        size={15}
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 left-2.5 -translate-y-1/2 text-ink-faint"
      />
      <input type="search" readOnly={!useHydrated()} className="field-control pl-8" {...rest} />
    </div>
  );
}

export function Checkbox({ className, ...rest }: Omit<ComponentProps<'input'>, 'type'>) {
  return (
    <span className={cn('relative inline-flex size-6 shrink-0 items-center justify-center', className)}>
      <input
        type="checkbox"
        className="peer size-4 appearance-none rounded-sm border border-line-strong bg-canvas checked:border-ink checked:bg-ink indeterminate:border-ink indeterminate:bg-ink disabled:opacity-50"
        {...rest}
      />
      <svg
        viewBox="0 0 12 12"
        aria-hidden="true"
        className="pointer-events-none absolute size-3 fill-none stroke-on-ink opacity-0 peer-checked:opacity-100"
        strokeWidth="1.8"
      >
        <path d="m2.5 6.3 2.4 2.4 4.6-5.2" />
      </svg>
      <span
        aria-hidden="true"
        className="pointer-events-none absolute h-[2px] w-2 bg-on-ink opacity-0 peer-indeterminate:opacity-100"
      />
    </span>
  );
}

/** A checkbox that acts at once; its label stands beside it in the caller's markup. */
export function Switch({ className, ...rest }: Omit<ComponentProps<'input'>, 'type' | 'role'>) {
  return (
    <span className={cn('relative inline-flex h-6 w-9 shrink-0 items-center', className)}>
      <input
        type="checkbox"
        // biome-ignore lint/a11y/useAriaPropsForRole: a native checkbox tells its own checked state
        role="switch"
        className="peer h-5 w-9 appearance-none rounded-full border border-line-strong bg-sunken checked:border-ink checked:bg-ink disabled:opacity-50"
        {...rest}
      />
      <span
        aria-hidden="true"
        className="pointer-events-none absolute left-1 size-3 rounded-full bg-line-strong transition-transform peer-checked:translate-x-4 peer-checked:bg-on-ink"
      />
    </span>
  );
}

/** A number with its unit inside the field's frame. */
export function UnitInput({ unit, className, ...rest }: ComponentProps<'input'> & { unit: string }) {
  return (
    <span className={cn('relative block', className)}>
      <input type="number" inputMode="numeric" className="field-control pr-20" {...rest} />
      <span
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 right-2.5 -translate-y-1/2 text-sm text-ink-faint"
      >
        {unit}
      </span>
    </span>
  );
}
