import { type ComponentProps, type ReactNode, useId } from 'react';
import { cn } from '@/components/ui/cn';
import { Checkbox, Switch } from '@/components/ui/controls';

type CheckFieldProps = ComponentProps<typeof Checkbox> & {
  label: ReactNode;
  hint?: ReactNode;
  kind?: 'checkbox' | 'switch';
};

/** A checkbox or switch with its words, all of it one target. */
export function CheckField({ label, hint, kind = 'checkbox', className, ...rest }: CheckFieldProps) {
  const id = useId();
  const Control = kind === 'switch' ? Switch : Checkbox;
  return (
    <div className={cn('flex items-start gap-2', className)}>
      <Control id={id} {...(hint ? { 'aria-describedby': `${id}-hint` } : {})} {...rest} />
      <div className="pt-px">
        <label htmlFor={id}>{label}</label>
        {hint && (
          <p id={`${id}-hint`} className="text-sm text-ink-faint">
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}
