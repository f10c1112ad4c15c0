import { type ReactNode, useId } from 'react';
import { faultSentence } from '@/components/forms/fault-words';
import type { FieldError } from '@/lib/core/errors';

export type FieldControlProps = { id: string; 'aria-invalid'?: true; 'aria-describedby'?: string };

export type FieldWords = {
  label: ReactNode;
  /** JSON pointer of the value in the form's input, such as `/spec/url`; its errors are shown here. */
  pointer?: string;
  errors?: readonly FieldError[] | undefined;
  hint?: ReactNode;
  optional?: boolean;
  className?: string;
};
type FieldProps = FieldWords & { children: (props: FieldControlProps) => ReactNode };

/** The errors of one field, and of what lies below it: `/spec/headers` also shows `/spec/headers/Accept`. */
export function errorsAt(errors: readonly FieldError[] | undefined, pointer: string): readonly FieldError[] {
  return (errors ?? []).filter((e) => e.pointer === pointer || e.pointer.startsWith(`${pointer}/`));
}

export function Field({ label, pointer, errors, hint, optional, className, children }: FieldProps) {
  const id = useId();
  const own = pointer === undefined ? [] : errorsAt(errors, pointer);
  const describedBy = own.length > 0 ? `${id}-error` : hint ? `${id}-hint` : '';
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1 flex items-baseline justify-between gap-2 text-sm font-medium">
        {label}
        {optional && <span className="text-xs font-normal text-ink-faint">optional</span>}
      </label>
      {children({
        id,
        ...(own.length > 0 && { 'aria-invalid': true as const }),
        ...(describedBy && { 'aria-describedby': describedBy }),
      })}
      {own.length > 0 && (
        <p id={`${id}-error`} className="mt-1 text-sm text-danger">
          {own.map((error) => faultSentence(error.detail)).join(' ')}
        </p>
      )}
      {hint && own.length === 0 && (
        <p id={`${id}-hint`} className="mt-1 text-sm text-ink-faint">
          {hint}
        </p>
      )}
    </div>
  );
}

/** What went wrong with the whole form, announced when it appears. */
export function FormError({ children }: { children: ReactNode }) {
  if (!children) return <div role="alert" />;
  return (
    <div
      role="alert"
      className="rounded-md border border-danger/40 bg-danger/6 px-3 py-2 text-sm text-danger"
    >
      {children}
    </div>
  );
}
