/**
 * The small part of CEL that event filters, waits and keys use: paths, literals, `==`, `!=`, comparisons, joined by
 * `&&`. Anything else is refused where it is registered, never guessed at.
 */
type Operand = { path: readonly string[] } | { literal: string | number | boolean | null };
type Comparison = { left: Operand; operator: Operator; right: Operand };
type Operator = '==' | '!=' | '<' | '<=' | '>' | '>=';
export type Expression = { kind: 'value'; operand: Operand } | { kind: 'all'; comparisons: Comparison[] };

const pathPattern = /^(event|async)((\.[A-Za-z_]\w*)|(\[['"][^'"\]]+['"]\]))*$/;
const segmentPattern = /\[['"]([^'"\]]+)['"]\]|(\w+)/g;
const numberPattern = /^-?\d+(\.\d+)?$/;
const stringPattern = /^(['"])((?:(?!\1)[^\\])*)\1$/;
const operatorPattern = /(==|!=|<=|>=|<|>)/;

export function parseExpression(text: string): Expression | null {
  const parts = splitOutsideQuotes(text.trim(), '&&');
  if (parts.length === 1 && !operatorPattern.test(withoutQuoted(text))) {
    const operand = parseOperand(text.trim());
    return operand === null ? null : { kind: 'value', operand };
  }
  const comparisons = parts.map(parseComparison);
  return comparisons.some((each) => each === null)
    ? null
    : { kind: 'all', comparisons: comparisons.filter((each) => each !== null) };
}

function withoutQuoted(text: string): string {
  return text.replaceAll(/'[^']*'|"[^"]*"/g, '');
}

function splitOutsideQuotes(text: string, separator: string): string[] {
  const parts: string[] = [];
  let quote: string | null = null;
  let start = 0;
  for (let index = 0; index < text.length; index += 1) {
    const char = text[index] ?? '';
    if (quote === null && (char === "'" || char === '"')) quote = char;
    else if (char === quote) quote = null;
    else if (quote === null && text.startsWith(separator, index)) {
      parts.push(text.slice(start, index));
      start = index + separator.length;
      index = start - 1;
    }
  }
  return [...parts, text.slice(start)];
}

function parseComparison(text: string): Comparison | null {
  for (const operator of ['==', '!=', '<=', '>=', '<', '>'] as const) {
    const sides = splitOutsideQuotes(text, operator);
    if (sides.length !== 2) continue;
    const left = parseOperand((sides[0] ?? '').trim());
    const right = parseOperand((sides[1] ?? '').trim());
    return left === null || right === null ? null : { left, operator, right };
  }
  return null;
}

function parseOperand(text: string): Operand | null {
  if (text === 'true' || text === 'false') return { literal: text === 'true' };
  if (text === 'null') return { literal: null };
  if (numberPattern.test(text)) return { literal: Number(text) };
  const quoted = stringPattern.exec(text);
  if (quoted !== null) return { literal: quoted[2] ?? '' };
  if (!pathPattern.test(text)) return null;
  return { path: [...text.matchAll(segmentPattern)].map(([, inBrackets, name]) => inBrackets ?? name ?? '') };
}

export type Scope = { event: unknown; async?: unknown };

function readOperand(operand: Operand, scope: Scope): unknown {
  if ('literal' in operand) return operand.literal;
  let value: unknown = scope;
  for (const key of operand.path) {
    if (typeof value !== 'object' || value === null) return null;
    value = Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : null;
  }
  return value ?? null;
}

function holds({ left, operator, right }: Comparison, scope: Scope): boolean {
  const [a, b] = [readOperand(left, scope), readOperand(right, scope)];
  if (operator === '==') return a === b;
  if (operator === '!=') return a !== b;
  const comparable =
    (typeof a === 'number' && typeof b === 'number') || (typeof a === 'string' && typeof b === 'string');
  if (!comparable) return false;
  switch (operator) {
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
  }
}

/** A filter: true where every comparison holds, or where the value is true. */
export function matches(expression: Expression, scope: Scope): boolean {
  if (expression.kind === 'value') return readOperand(expression.operand, scope) === true;
  return expression.comparisons.every((comparison) => holds(comparison, scope));
}

/** A key: the value as JSON, in which no character is one that a text of Postgres could not hold. */
export function evaluateKey(expression: Expression, scope: Scope): string {
  if (expression.kind === 'all') return String(matches(expression, scope));
  return JSON.stringify(readOperand(expression.operand, scope));
}
