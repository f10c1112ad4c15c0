import { Fragment } from 'react';
import { Icon, type IconName, IconSheet } from '@/components/status-pages/public/icons';
import { Logo } from '@/components/status-pages/public/logo';
import type { PageContext } from '@/components/status-pages/public/page-context';
import { safeHref } from '@/components/status-pages/public/safe-href';

export type NoticeField = {
  name: string;
  label: string;
  type: 'email' | 'password' | 'checkbox' | 'select' | 'hidden';
  value?: string;
  /** Of checkboxes and of a choice: each is sent under the name of the field. */
  options?: readonly { value: string; label: string; checked: boolean }[];
  autocomplete?: string;
};

/** What one of the small pages says: after a form, before a password, from a mail. */
export type NoticeContent = {
  title: string;
  paragraphs: readonly string[];
  tone?: 'neutral' | 'good' | 'bad';
  form?: { fields: readonly NoticeField[]; submit: string; action?: string };
  /** A lesser one below it. */
  otherForm?: { id: string; submit: string; fields: readonly NoticeField[]; action?: string };
  link?: { href: string; label: string };
};

const toneIcons: Record<NonNullable<NoticeContent['tone']>, IconName | null> = {
  neutral: null,
  good: 'operational',
  bad: 'major_outage',
};

export function NoticePage({ context, content }: { context: PageContext; content: NoticeContent }) {
  const { page } = context;
  const icon = toneIcons[content.tone ?? 'neutral'];
  return (
    <>
      <IconSheet />
      <div className="notice">
        <header className="top">
          <span className="brand">
            <Logo context={context} />
          </span>
        </header>
        <main id="main" className="card">
          {icon !== null && (
            <span className={`tone s-${icon}`}>
              <Icon name={icon} />
            </span>
          )}
          <h1>{content.title}</h1>
          {content.paragraphs.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
          {content.form !== undefined && <NoticeForm form={content.form} title={content.title} />}
          {content.otherForm !== undefined && (
            <div id={content.otherForm.id}>
              <NoticeForm form={content.otherForm} title={content.otherForm.submit} isLesser />
            </div>
          )}
          {content.link !== undefined && (
            <a className="next" href={safeHref(content.link.href)}>
              {content.link.label}
              <Icon name="arrow" />
            </a>
          )}
        </main>
        {page.branding.shows_powered_by && (
          <footer className="bottom">
            <span className="powered">
              <Icon name="mark" />
              {context.words.poweredBy.replace('{product}', 'Stillup')}
            </span>
          </footer>
        )}
      </div>
    </>
  );
}

type FormProps = { form: NonNullable<NoticeContent['form']>; title: string; isLesser?: boolean };

function NoticeForm({ form, title, isLesser = false }: FormProps) {
  return (
    <form method="post" action={form.action} aria-label={title}>
      {form.fields.map((field) => (
        <Fragment key={field.name}>{fieldOf(field)}</Fragment>
      ))}
      <button type="submit" className={isLesser ? 'button lesser' : 'button'}>
        {form.submit}
      </button>
    </form>
  );
}

function fieldOf(field: NoticeField) {
  const { name, label, type, value, options, autocomplete } = field;
  if (type === 'hidden') return <input type="hidden" name={name} value={value ?? ''} />;
  if (type === 'checkbox') {
    return (
      <fieldset>
        <legend>{label}</legend>
        {(options ?? []).map((option) => (
          <label key={option.value}>
            <input type="checkbox" name={name} value={option.value} defaultChecked={option.checked} />
            <span>{option.label}</span>
          </label>
        ))}
      </fieldset>
    );
  }
  if (type === 'select') {
    const chosen = options?.find(({ checked }) => checked)?.value;
    return (
      <>
        <label htmlFor={`field-${name}`}>{label}</label>
        <select id={`field-${name}`} name={name} defaultValue={chosen}>
          {(options ?? []).map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      </>
    );
  }
  return (
    <>
      <label htmlFor={`field-${name}`}>{label}</label>
      <input
        id={`field-${name}`}
        type={type}
        name={name}
        defaultValue={value}
        autoComplete={autocomplete ?? (type === 'email' ? 'email' : 'current-password')}
        required
        maxLength={type === 'email' ? 254 : 128}
      />
    </>
  );
}
