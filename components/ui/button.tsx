import { cva, type VariantProps } from 'class-variance-authority';
import { Slot } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from '@/components/ui/cn';

const button = cva(
  'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md font-medium whitespace-nowrap select-none disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:opacity-50 [&_svg]:shrink-0',
  {
    variants: {
      variant: {
        primary: 'bg-ink text-on-ink hover:not-disabled:bg-ink/85',
        secondary:
          'border border-line-strong/60 bg-canvas text-ink hover:not-disabled:border-line-strong hover:not-disabled:bg-hover',
        ghost: 'text-ink-soft hover:not-disabled:bg-hover hover:not-disabled:text-ink',
        danger: 'bg-danger-fill text-on-danger hover:not-disabled:opacity-90',
        'danger-quiet': 'text-danger hover:not-disabled:bg-danger/8',
      },
      size: {
        md: 'h-(--control) px-3 text-base',
        sm: 'h-7 px-2 text-sm pointer-coarse:h-9',
        icon: 'size-(--control)',
        'icon-sm': 'size-7 pointer-coarse:size-9',
      },
    },
    defaultVariants: { variant: 'secondary', size: 'md' },
  },
);

export type ButtonProps = ComponentProps<'button'> &
  VariantProps<typeof button> & { asChild?: boolean; pending?: boolean };

/** `pending` keeps the label and the width, tells assistive technology, and refuses a second press. */
export function Button({
  className,
  variant,
  size,
  asChild,
  pending,
  disabled,
  children,
  ...rest
}: ButtonProps) {
  const classes = cn(button({ variant, size }), className);
  if (asChild) {
    return (
      <Slot.Root className={classes} {...rest}>
        {children}
      </Slot.Root>
    );
  }
  return (
    <button
      type="button"
      className={cn(classes, pending && 'animate-breathe cursor-progress')}
      disabled={disabled || pending}
      aria-busy={pending || undefined}
      {...rest}
    >
      {children}
    </button>
  );
}
