import { expect, test } from 'vitest';
import { z } from 'zod';
import { faultSentence } from '@/components/forms/fault-words';

function said(schema: z.ZodType, value: unknown): string[] {
  return (schema.safeParse(value).error?.issues ?? []).map((issue) => faultSentence(issue.message));
}

test('what zod says of itself becomes a sentence for people', () => {
  expect(said(z.string().min(1), '')).toEqual(['Must not be empty.']);
  expect(said(z.string().max(3), 'abcd')).toEqual(['Must have at most 3 characters.']);
  expect(said(z.number().min(10), 5)).toEqual(['Must be at least 10.']);
  expect(said(z.number().max(10), 50)).toEqual(['Must be at most 10.']);
  expect(said(z.number().int(), 1.5)).toEqual(['Must be a whole number.']);
  expect(said(z.number(), Number.NaN)).toEqual(['Must be a number.']);
  expect(said(z.array(z.string()).min(1), [])).toEqual(['Must not be empty.']);
});

test('our own words are kept, as a sentence', () => {
  expect(faultSentence('must not exceed the interval')).toBe('Must not exceed the interval.');
  expect(faultSentence('Only http is possible.')).toBe('Only http is possible.');
});
