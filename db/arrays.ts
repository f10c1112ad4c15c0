type Scalar = string | number | boolean | null;

/**
 * An array literal of Postgres for `${pgArray(…)}::text::uuid[]` and the like: one parameter for a whole column of
 * a batch, several times cheaper than a driver's own array. Text that may hold anything goes through `pgTexts`.
 */
export function pgArray(values: readonly Scalar[]): string {
  return `{${values.map((value) => value ?? 'NULL').join(',')}}`;
}

export function pgTexts(values: readonly (string | null)[]): string {
  return `{${values.map((value) => (value === null ? 'NULL' : quote(value))).join(',')}}`;
}

const special = /["\\\0]/;

function quote(text: string): string {
  if (!special.test(text)) return `"${text}"`;
  return `"${text.replaceAll('\0', '').replaceAll(/["\\]/g, '\\$&')}"`;
}
