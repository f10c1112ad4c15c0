type Forms = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;

/** `{count}` in the form that the language wants for the number. */
export function plural(tag: string, forms: Forms): (count: number) => string {
  const rules = new Intl.PluralRules(tag);
  const numbers = new Intl.NumberFormat(tag);
  return (count) => (forms[rules.select(count)] ?? forms.other).replace('{count}', numbers.format(count));
}
