const rules: readonly [RegExp, (found: RegExpExecArray) => string][] = [
  [/^Too small: expected (?:string|array) to have >=1 /, () => 'Must not be empty.'],
  [/^Too small: expected string to have >=(\d+)/, (found) => `Must have at least ${found[1]} characters.`],
  [/^Too big: expected string to have <=(\d+)/, (found) => `Must have at most ${found[1]} characters.`],
  [/^Too small: expected (?:number|int) to be >=(-?[\d.]+)/, (found) => `Must be at least ${found[1]}.`],
  [/^Too big: expected (?:number|int) to be <=(-?[\d.]+)/, (found) => `Must be at most ${found[1]}.`],
  [/^Too big: expected array to have <=(\d+)/, (found) => `At most ${found[1]} are possible.`],
  [/^Invalid input: expected int, received number/, () => 'Must be a whole number.'],
  [/^Invalid input: expected \w+, received undefined/, () => 'Must not be empty.'],
  [/^Invalid input: expected (?:number|int), received string/, () => 'Must be a number.'],
  [/^Invalid input: expected number, received NaN/, () => 'Must be a number.'],
];

/** The words of a schema as a sentence for a person who fills in a form. */
export function faultSentence(detail: string): string {
  for (const [pattern, write] of rules) {
    const found = pattern.exec(detail);
    if (found) return write(found);
  }
  const text = detail.trim();
  if (text === '') return 'Is not valid.';
  const sentence = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}
