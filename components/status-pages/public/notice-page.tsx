import { Fragment } from 'react';
import { PoweredBy } from '@/components/status-pages/public/frame';
import { Icon, type IconName, IconSheet } from '@/components/status-pages/public/icons';
import type { PageContext } from '@/components/status-pages/public/page-context';
import { safeHref } from '@/components/status-pages/public/safe-href';
import type { NoticeField, PageNotice } from '@/lib/status-pages/rules/page-notice';

const toneIcons: Record<NonNullable<PageNotice['tone']>, IconName | null> = {
  neutral: null,
  good: 'operational',
  bad: 'major_outage',
};

export function NoticePage({ context, content }: { context: PageContext; content: PageNotice }) {
  const { page } = context;
  const icon = toneIcons[content.tone ?? 'neutral'];
  return (
    <>
      <IconSheet />
      <div className="notice">
        <header className="top">
          <span className="brand">
            <span>{page.name}</span>
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
            <PoweredBy context={context} />
          </footer>
        )}
      </div>
    </>
  );
}

type FormProps = { form: NonNullable<PageNotice['form']>; title: string; isLesser?: boolean };

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
  const { name, label, type, value, options } = field;
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
        autoComplete={type === 'email' ? 'email' : 'current-password'}
        required
        maxLength={type === 'email' ? 254 : 128}
      />
    </>
  );
}
