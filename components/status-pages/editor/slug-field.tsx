import { typedSlug } from '@/components/status-pages/editor/slug';
import { Input } from '@/components/ui/controls';
import { Field } from '@/components/ui/field';
import type { FieldError } from '@/lib/core/errors';

type SlugFieldProps = {
  value: string;
  onChange: (slug: string) => void;
  errors: readonly FieldError[] | undefined;
  hint?: string | undefined;
};

/** The last part of a page's address, behind what stands before it. */
export function SlugField({ value, onChange, errors, hint }: SlugFieldProps) {
  return (
    <Field label="Address" pointer="/slug" errors={errors} hint={hint}>
      {(props) => (
        <span className="flex items-center">
          <span
            aria-hidden="true"
            className="flex h-(--control) shrink-0 items-center rounded-l-md border border-r-0 border-line-strong bg-sunken px-2.5 text-ink-soft"
          >
            /status/
          </span>
          <Input
            {...props}
            className="min-w-0 rounded-l-none!"
            spellCheck={false}
            autoCapitalize="none"
            autoComplete="off"
            value={value}
            onChange={(event) => onChange(typedSlug(event.target.value))}
          />
        </span>
      )}
    </Field>
  );
}
