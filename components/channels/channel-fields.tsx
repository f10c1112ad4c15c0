'use client';

import type { ChannelDraft } from '@/components/channels/draft';
import { Input, Textarea } from '@/components/ui/controls';
import { Field } from '@/components/ui/field';
import type { FieldError } from '@/lib/core/errors';

type ChannelFieldsProps = {
  draft: ChannelDraft;
  change: (patch: Partial<ChannelDraft>) => void;
  errors: readonly FieldError[] | undefined;
};

export const channelPointers = [
  '/name',
  '/config/to',
  '/config/url',
  '/config/headers',
  '/project_id',
  '/type',
];

/** What each kind of channel needs to know. */
export function ConfigFields({ draft, change, errors }: ChannelFieldsProps) {
  switch (draft.type) {
    case 'email':
      return (
        <Field
          label="Addresses"
          pointer="/config/to"
          errors={errors}
          hint="One a line. Everybody gets their own mail."
        >
          {(props) => (
            <Textarea
              {...props}
              rows={3}
              inputMode="email"
              spellCheck={false}
              placeholder="on-call@example.com"
              value={draft.to}
              onChange={(event) => change({ to: event.target.value })}
            />
          )}
        </Field>
      );
    case 'webhook':
      return (
        <>
          <Field
            label="Address"
            pointer="/config/url"
            errors={errors}
            hint="Gets a signed POST (Standard Webhooks) for every change of an incident."
          >
            {(props) => (
              <Input
                {...props}
                inputMode="url"
                spellCheck={false}
                className="font-mono text-sm"
                placeholder="https://example.com/hooks/uptime"
                value={draft.url}
                onChange={(event) => change({ url: event.target.value })}
              />
            )}
          </Field>
          <Field
            label="Headers"
            pointer="/config/headers"
            errors={errors}
            optional
            hint="One per line, as “Name: value”."
          >
            {(props) => (
              <Textarea
                {...props}
                rows={2}
                spellCheck={false}
                className="font-mono text-sm"
                value={draft.headers}
                onChange={(event) => change({ headers: event.target.value })}
              />
            )}
          </Field>
        </>
      );
  }
}

export function NameField({ draft, change, errors }: ChannelFieldsProps) {
  return (
    <Field label="Name" pointer="/name" errors={errors} optional hint="Left empty, it is the address.">
      {(props) => (
        <Input
          {...props}
          autoComplete="off"
          value={draft.name}
          onChange={(event) => change({ name: event.target.value })}
        />
      )}
    </Field>
  );
}
