'use client';

import { Check, TriangleAlert } from 'lucide-react';
import type { ContrastLine } from '@/components/status-pages/editor/contrast-words';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/controls';
import { Field } from '@/components/ui/field';
import type { FieldError } from '@/lib/core/errors';
import { isHexColor } from '@/lib/status-pages/rules/css-values';
import { fullHex } from '@/lib/status-pages/rules/theme';

type ColorFieldProps = {
  label: string;
  pointer: string;
  errors: readonly FieldError[] | undefined;
  value: string;
  onChange: (color: string) => void;
  /** What holds while the field is empty. */
  fallback: string;
  /** Whether it may be empty. */
  optional?: boolean;
  hint?: string;
  contrast?: readonly ContrastLine[];
};

/** A colour by its number or by the browser's picker, with how well it is read where it stands. */
export function ColorField(props: ColorFieldProps) {
  const { label, pointer, errors, value, onChange, fallback, optional, hint, contrast = [] } = props;
  const isWhole = isHexColor(value.trim());
  const shown = isWhole ? fullHex(value.trim()) : fallback;
  const lines = isWhole || (optional && value.trim() === '') ? contrast : [];
  return (
    <div>
      <Field
        label={label}
        pointer={pointer}
        errors={isWhole ? undefined : errors}
        hint={hint}
        optional={optional === true}
      >
        {(control) => (
          <span className="flex items-center gap-2">
            <input
              type="color"
              aria-label={`Pick: ${label}`}
              value={shown}
              onChange={(event) => onChange(event.target.value)}
              className="size-(--control) shrink-0 cursor-pointer rounded-md border border-line-strong bg-canvas p-1"
            />
            <Input
              {...control}
              className="font-mono text-sm"
              spellCheck={false}
              autoComplete="off"
              placeholder={optional ? 'as the theme has it' : fallback}
              value={value}
              onChange={(event) => onChange(event.target.value)}
            />
          </span>
        )}
      </Field>
      <ContrastLines lines={lines} use={onChange} />
    </div>
  );
}

function ContrastLines({ lines, use }: { lines: readonly ContrastLine[]; use: (color: string) => void }) {
  if (lines.length === 0) return null;
  return (
    <ul aria-live="polite" className="mt-1 space-y-1">
      {lines.map(({ words, passes, proposal }) => (
        <li key={words} className="flex flex-wrap items-start gap-x-2 text-sm text-ink-soft">
          <span className="flex min-w-0 items-start gap-1.5">
            {passes ? (
              <Check size={14} aria-hidden="true" className="mt-[3px] shrink-0 text-up" />
            ) : (
              <TriangleAlert size={14} aria-hidden="true" className="mt-[3px] shrink-0 text-danger" />
            )}
            <span>{words}</span>
          </span>
          {proposal !== null && (
            <Button size="sm" onClick={() => use(proposal)}>
              <span
                aria-hidden="true"
                className="size-3 rounded-full border border-line-strong"
                style={{ backgroundColor: proposal }}
              />
              Use {proposal}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
