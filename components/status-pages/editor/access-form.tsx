'use client';

import type { Action } from '@/components/forms/action-result';
import { LinesField } from '@/components/forms/lines-field';
import {
  type AccessDraft,
  accessDraft,
  namedErrors,
  toAccessInput,
} from '@/components/status-pages/editor/access-draft';
import { ChoiceCards } from '@/components/status-pages/editor/choice-cards';
import { PageForm } from '@/components/status-pages/editor/page-form';
import { StillTold } from '@/components/status-pages/editor/still-told';
import { usePageForm } from '@/components/status-pages/editor/use-page-form';
import { Input } from '@/components/ui/controls';
import { Field } from '@/components/ui/field';
import { Panel } from '@/components/ui/panel';
import type { FieldError } from '@/lib/core/errors';
import type { PageAccess } from '@/lib/status-pages/constants';
import type { StatusPageView } from '@/lib/status-pages/schema';

type AccessFormProps = { initial: StatusPageView; put: Action<StatusPageView> };

const choices: readonly { value: PageAccess; label: string; hint: string }[] = [
  { value: 'public', label: 'Everybody', hint: 'Whoever has the address.' },
  {
    value: 'password',
    label: 'Who knows a password',
    hint: 'Asked for once and remembered for 7 days in the browser.',
  },
  {
    value: 'ip',
    label: 'Who comes from certain addresses',
    hint: 'Such as the network of an office. Everybody else is refused.',
  },
  {
    value: 'email',
    label: 'Who has a mailbox of certain domains',
    hint: 'Visitors give their address and open the page by a link that is mailed to them.',
  },
];

/** Who may read the page. */
export function AccessForm({ initial, put }: AccessFormProps) {
  const { page, draft, change, errors, form } = usePageForm({
    initial,
    read: accessDraft,
    save: (id, typed) => put(toAccessInput(id, typed)),
    said: ({ access }) =>
      access === 'public' ? 'Saved. Everybody may read it.' : 'Saved. Every visitor has to prove it now.',
  });
  return (
    <PageForm
      form={form}
      legend="Who may read the page"
      shown={['/password', '/allowed_ranges', '/allowed_email_domains']}
    >
      <Panel title="Who may read it">
        <div className="space-y-2">
          <ChoiceCards
            name="access"
            choices={choices}
            value={draft.access}
            onChange={(access) => change({ access })}
          >
            {draft.access !== 'public' && (
              <Proof
                draft={draft}
                change={change}
                errors={namedErrors(draft, errors)}
                hasPassword={page.access === 'password'}
              />
            )}
          </ChoiceCards>
        </div>
        <StillTold pageId={page.id} draft={draft} />
        <WhatItMeans page={page} />
      </Panel>
    </PageForm>
  );
}

function WhatItMeans({ page }: { page: StatusPageView }) {
  return (
    <div className="mt-4 space-y-1 text-sm text-ink-soft">
      <p>
        It holds for all of the page: its feeds, badges and data too. A page that is not public is kept by no
        cache and listed by no search engine.
      </p>
      {page.access !== 'public' && (
        <p>Saving ends what was handed out before: every visitor has to prove it once more.</p>
      )}
      {!page.is_published && <p>The page is a draft. Until it is published nobody reads it at all.</p>}
    </div>
  );
}

type ProofProps = {
  draft: AccessDraft;
  change: (patch: Partial<AccessDraft>) => void;
  errors: readonly FieldError[] | undefined;
  hasPassword: boolean;
};

function Proof({ draft, change, errors, hasPassword }: ProofProps) {
  switch (draft.access) {
    case 'public':
      return null;
    case 'password':
      return (
        <Field
          label={hasPassword ? 'New password' : 'Password'}
          pointer="/password"
          errors={errors}
          hint={hasPassword ? 'Empty keeps the one there is.' : 'At least 8 characters.'}
        >
          {(props) => (
            <Input
              {...props}
              type="password"
              autoComplete="new-password"
              className="max-w-sm"
              value={draft.password}
              onChange={(event) => change({ password: event.target.value })}
            />
          )}
        </Field>
      );
    case 'ip':
      return (
        <LinesField
          label="Addresses and ranges"
          pointer="/allowed_ranges"
          errors={errors}
          hint="One a line, IPv4 or IPv6, such as 203.0.113.0/24."
          value={draft.ranges}
          onChange={(ranges) => change({ ranges })}
        />
      );
    case 'email':
      return (
        <LinesField
          label="Domains"
          pointer="/allowed_email_domains"
          errors={errors}
          hint="One a line, such as example.com. Domains below it are others."
          rows={3}
          value={draft.emailDomains}
          onChange={(emailDomains) => change({ emailDomains })}
        />
      );
  }
}
