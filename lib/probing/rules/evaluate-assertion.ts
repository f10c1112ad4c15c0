import { RE2JS } from 're2js';
import { parseJsonPath, readJsonPath } from '@/lib/probing/rules/json-path';
import { type HeaderList, readHeader } from '@/lib/probing/rules/parse-head';
import type { Assertion } from '@/lib/probing/schema';

export type AssertionFacts = {
  status: number;
  headers: HeaderList;
  bodyText: () => string;
  totalMs: number;
  /** Whole days until the certificate ends, negative when it has; null without TLS. */
  certificateDays: number | null;
};

/** Null when it holds, otherwise one sentence of what was seen instead. */
export function evaluateAssertion(assertion: Assertion, facts: AssertionFacts): string | null {
  const seen = observe(assertion, facts);
  if (!seen.found) return `${subjectOf(assertion)}: ${seen.why}.`;
  const isHeld = compare(assertion.comparison, seen.value, assertion.target);
  if (isHeld) return null;
  const wanted = `${assertion.comparison.replace('_', ' ')} ${JSON.stringify(assertion.target)}`;
  return `${subjectOf(assertion)}: expected ${wanted}, got ${shorten(seen.value)}.`;
}

type Observation = { found: true; value: unknown } | { found: false; why: string };

function observe(assertion: Assertion, facts: AssertionFacts): Observation {
  switch (assertion.source) {
    case 'status':
      return { found: true, value: facts.status };
    case 'header': {
      const value = readHeader(facts.headers, assertion.property);
      if (value !== null) return { found: true, value };
      return isAbsenceFine(assertion)
        ? { found: true, value: undefined }
        : { found: false, why: 'there is none' };
    }
    case 'body':
      return { found: true, value: facts.bodyText() };
    case 'json_path':
      return observeJson(assertion, facts);
    case 'latency':
      return { found: true, value: facts.totalMs };
    case 'certificate_days':
      if (facts.certificateDays === null) return { found: false, why: 'there is no certificate without TLS' };
      return { found: true, value: facts.certificateDays };
  }
}

function observeJson(
  assertion: Extract<Assertion, { source: 'json_path' }>,
  facts: AssertionFacts,
): Observation {
  const path = parseJsonPath(assertion.property);
  if (path === null) return { found: false, why: 'the path is malformed' };
  let document: unknown;
  try {
    document = JSON.parse(facts.bodyText());
  } catch {
    return { found: false, why: 'the body is not JSON' };
  }
  const value = readJsonPath(document, path);
  if (value !== undefined || isAbsenceFine(assertion)) return { found: true, value };
  return { found: false, why: 'the path leads to nothing' };
}

/** What is not there does not equal, and does not contain. */
function isAbsenceFine(assertion: Assertion): boolean {
  return assertion.comparison === 'not_equals' || assertion.comparison === 'not_contains';
}

function subjectOf(assertion: Assertion): string {
  return 'property' in assertion ? `${assertion.source} ${assertion.property}` : assertion.source;
}

type Target = Assertion['target'];

function compare(comparison: Assertion['comparison'], value: unknown, target: Target): boolean {
  switch (comparison) {
    case 'equals':
      return isEqual(value, target);
    case 'not_equals':
      return !isEqual(value, target);
    case 'contains':
      return contains(value, target);
    case 'not_contains':
      return !contains(value, target);
    case 'matches':
      return typeof target === 'string' && matchesPattern(asText(value), target);
    case 'less_than':
      return asNumber(value) < asNumber(target);
    case 'greater_than':
      return asNumber(value) > asNumber(target);
  }
}

/** A target of `"5"` equals the number 5 and the text "5": forms send text. */
function isEqual(value: unknown, target: Target): boolean {
  if (value === undefined) return false;
  if (typeof value === 'number' && typeof target !== 'boolean' && target !== null)
    return value === asNumber(target);
  if (typeof value === 'string' && typeof target === 'number') return asNumber(value) === target;
  return asText(value) === asText(target);
}

function contains(value: unknown, target: Target): boolean {
  if (value === undefined) return false;
  if (Array.isArray(value)) return value.some((item) => isEqual(item, target));
  return asText(value).includes(asText(target));
}

function asText(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function asNumber(value: unknown): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
}

function shorten(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}

const compiled = new Map<string, RE2JS | null>();
const maxCompiled = 500;
/**
 * RE2 is linear in text times pattern, at up to 30 ns for a character and an instruction. These two keep the worst
 * match under a quarter of a second, so that nobody's pattern can hold up everybody's checks.
 */
const maxPatternInstructions = 128;
const maxMatchedCharacters = 65_536;

function matchesPattern(text: string, pattern: string): boolean {
  return compilePattern(pattern)?.matcher(text.slice(0, maxMatchedCharacters)).find() ?? false;
}

/** Null: not a pattern of RE2, or one too large to be run. */
export function compilePattern(pattern: string): RE2JS | null {
  const known = compiled.get(pattern);
  if (known !== undefined) return known;
  const fresh = tryToCompile(pattern);
  if (compiled.size >= maxCompiled) compiled.delete(compiled.keys().next().value ?? '');
  compiled.set(pattern, fresh);
  return fresh;
}

function tryToCompile(pattern: string): RE2JS | null {
  try {
    const fresh = RE2JS.compile(pattern);
    return fresh.programSize() > maxPatternInstructions ? null : fresh;
  } catch {
    return null;
  }
}
