'use client';

import type { SettingsFieldsProps } from '@/components/status-pages/editor/settings-draft';
import { toggleLocale } from '@/components/status-pages/editor/settings-draft';
import { localeNames } from '@/components/status-pages/words';
import { CheckField } from '@/components/ui/check-field';
import { Field } from '@/components/ui/field';
import { WordSelect } from '@/components/ui/word-select';
import { pageLocales } from '@/lib/status-pages/constants';

/** In which languages the page is there, and which of them stands at its own address. */
export function LocalesField({ draft, change, errors }: SettingsFieldsProps) {
  const { locales, defaultLocale } = draft;
  return (
    <div className="space-y-4">
      <fieldset>
        <legend className="mb-1 text-sm font-medium">Languages</legend>
        <div className="grid grid-cols-2 gap-x-4 gap-y-1 sm:grid-cols-4">
          {pageLocales.map((locale) => (
            <CheckField
              key={locale}
              label={<span lang={locale}>{localeNames[locale]}</span>}
              checked={locales.includes(locale)}
              disabled={locales.length === 1 && locales.includes(locale)}
              onChange={() => change(toggleLocale(draft, locale))}
            />
          ))}
        </div>
        <p className="mt-1 text-sm text-ink-faint">
          The words of the page are translated. What you write yourself stays as you write it.
        </p>
      </fieldset>
      {locales.length > 1 && (
        <div className="max-w-72">
          <Field
            label="Default language"
            pointer="/default_locale"
            errors={errors}
            hint="At the page’s own address; the others below it, as in /de."
          >
            {(props) => (
              <WordSelect
                {...props}
                values={locales}
                words={localeNames}
                languageOf={(locale) => locale}
                value={defaultLocale}
                onChange={(locale) => change({ defaultLocale: locale })}
              />
            )}
          </Field>
        </div>
      )}
    </div>
  );
}
