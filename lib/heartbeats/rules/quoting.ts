/** A word of a POSIX shell; quoted only where it must be. */
export function shellWord(text: string): string {
  return /^[\w:/.@~+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A double-quoted string of YAML, which reads every string of JSON. */
export function yamlString(text: string): string {
  return JSON.stringify(text);
}

/** A single-quoted string of PowerShell. */
export function powershellString(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A double-quoted string that Python and JavaScript both read. */
export function codeString(text: string): string {
  return JSON.stringify(text);
}

/** Fit to stand in a comment of one line. */
export function commentText(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}
