'use client';

import { useId } from 'react';
import { moved, OrderButtons, orderButtonId, useFollowFocus } from '@/components/on-call/order-buttons';
import type { LinkDraft } from '@/components/status-pages/editor/look-draft';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/controls';
import { Field } from '@/components/ui/field';
import type { FieldError } from '@/lib/core/errors';
import { maxLinks } from '@/lib/status-pages/constants';

type LinksFieldProps = {
  value: readonly LinkDraft[];
  onChange: (links: readonly LinkDraft[]) => void;
  errors: readonly FieldError[] | undefined;
  disabled: boolean;
};

/** Where else a page leads, in an order. */
export function LinksField({ value, onChange, errors, disabled }: LinksFieldProps) {
  const listId = useId();
  const follow = useFollowFocus();
  const move = (index: number, step: -1 | 1) => {
    onChange(moved(value, index, step));
    follow(orderButtonId(listId, index + step, step));
  };
  return (
    <div className="space-y-3">
      <ul className="space-y-3 empty:hidden">
        {value.map((link, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: links have no ids, and their fields follow the order
          <li key={index} className="flex flex-wrap items-start gap-2">
            <LinkFields
              link={link}
              index={index}
              change={(patch) => onChange(value.with(index, { ...link, ...patch }))}
              errors={errors}
            />
            {!disabled && (
              <span className="sm:mt-6">
                <OrderButtons
                  listId={listId}
                  index={index}
                  count={value.length}
                  name={link.label || `link ${index + 1}`}
                  onMove={(step) => move(index, step)}
                  onRemove={() => onChange(value.toSpliced(index, 1))}
                />
              </span>
            )}
          </li>
        ))}
      </ul>
      {value.length === 0 && <p className="text-sm text-ink-faint">None yet.</p>}
      {value.length < maxLinks && !disabled && (
        <Button size="sm" onClick={() => onChange([...value, { label: '', url: '' }])}>
          Add a link
        </Button>
      )}
    </div>
  );
}

type LinkFieldsProps = {
  link: LinkDraft;
  index: number;
  change: (patch: Partial<LinkDraft>) => void;
  errors: readonly FieldError[] | undefined;
};

function LinkFields({ link, index, change, errors }: LinkFieldsProps) {
  const pointer = `/branding/links/${index}`;
  return (
    <>
      <Field
        label={`Words of link ${index + 1}`}
        pointer={`${pointer}/label`}
        errors={errors}
        className="grow basis-32"
      >
        {(props) => (
          <Input
            {...props}
            placeholder="Help centre"
            value={link.label}
            onChange={(event) => change({ label: event.target.value })}
          />
        )}
      </Field>
      <Field label="Address" pointer={`${pointer}/url`} errors={errors} className="grow basis-48">
        {(props) => (
          <Input
            {...props}
            inputMode="url"
            placeholder="https://help.example.com"
            value={link.url}
            onChange={(event) => change({ url: event.target.value })}
          />
        )}
      </Field>
    </>
  );
}
