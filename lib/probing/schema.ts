import { z } from 'zod';
import { headerNamePattern, requestHeaders, requestUrl } from '@/lib/net/schema';
import { assertionSeverities, comparisons, httpMethods } from '@/lib/probing/constants';
import { parseJsonPath } from '@/lib/probing/rules/json-path';

/** The probe writes these itself, so that framing, timings and the size of an answer stay its own. */
const reservedHeaders = new Set([
  'accept-encoding',
  'connection',
  'content-length',
  'expect',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

const headers = requestHeaders({ reserved: reservedHeaders, setBy: 'the probe', max: 50 });

/** `200`, `2xx` or `200-299`. */
export const statusCodeRange = z
  .string()
  .max(7)
  .regex(/^([1-5]xx|[1-5]\d\d|[1-5]\d\d-[1-5]\d\d)$/, 'expected a status such as 200, 2xx or 200-299')
  .refine((value) => !value.includes('-') || value.slice(0, 3) <= value.slice(4), 'the range runs backwards');

const auth = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('basic'),
    username: z
      .string()
      .max(256)
      .regex(/^[^:\p{Cc}]*$/u, 'no colon and no control character'),
    password: z
      .string()
      .max(1024)
      .regex(/^\P{Cc}*$/u, 'no control character'),
  }),
  z.strictObject({
    kind: z.literal('bearer'),
    token: z
      .string()
      .min(1)
      .max(4096)
      .regex(/^[\u0021-\u007e]+$/, 'a token has no spaces'),
  }),
]);

const text = z.string().max(1024);
const textOrNumber = z.union([text, z.number()]);
const wholeNumber = z.number().int().min(-1_000_000).max(1_000_000_000);
const severity = z.enum(assertionSeverities).default('down');
const numberComparison = z.enum(['equals', 'not_equals', 'less_than', 'greater_than']);
const textComparison = z.enum(['equals', 'not_equals', 'contains', 'not_contains', 'matches']);
const anyComparison = z.enum(comparisons);

const assertionUnion = z.discriminatedUnion('source', [
  z.strictObject({
    source: z.literal('status'),
    comparison: numberComparison,
    target: wholeNumber,
    severity,
  }),
  z.strictObject({
    source: z.literal('header'),
    property: z.string().min(1).max(128).regex(headerNamePattern, 'not a valid header name'),
    comparison: anyComparison,
    target: textOrNumber,
    severity,
  }),
  z.strictObject({ source: z.literal('body'), comparison: textComparison, target: text, severity }),
  z.strictObject({
    source: z.literal('json_path'),
    property: z
      .string()
      .min(1)
      .max(256)
      .refine((value) => parseJsonPath(value) !== null, 'expected a path such as $.data[0].status'),
    comparison: anyComparison,
    target: z.union([text, z.number(), z.boolean(), z.null()]),
    severity,
  }),
  z.strictObject({
    source: z.literal('latency'),
    comparison: z.enum(['less_than', 'greater_than']),
    target: wholeNumber,
    severity,
  }),
  z.strictObject({
    source: z.literal('certificate_days'),
    comparison: numberComparison,
    target: wholeNumber,
    severity,
  }),
]);

export const assertion = assertionUnion.superRefine((value, ctx) => {
  const { comparison, target } = value;
  const isOrdering = comparison === 'less_than' || comparison === 'greater_than';
  if (isOrdering && (typeof target === 'boolean' || target === null || !Number.isFinite(asNumber(target)))) {
    ctx.addIssue({ code: 'custom', path: ['target'], message: `${comparison} compares with a number` });
  }
  const isText = comparison === 'contains' || comparison === 'not_contains' || comparison === 'matches';
  if (isText && typeof target !== 'string') {
    ctx.addIssue({ code: 'custom', path: ['target'], message: `${comparison} compares with text` });
  }
});

function asNumber(value: string | number): number {
  return typeof value === 'number' ? value : value.trim() === '' ? Number.NaN : Number(value);
}

/** What an http monitor requests and expects. Patterns and the guard's policy are checked by `findSpecFaults`. */
export const httpSpec = z.strictObject({
  url: requestUrl,
  method: z.enum(httpMethods).default('GET'),
  headers: headers.default({}),
  body: z.string().max(65_536).nullable().default(null),
  expected_status_codes: z.array(statusCodeRange).min(1).max(20).default(['2xx']),
  expected_keyword: z.string().min(1).max(1024).nullable().default(null),
  forbidden_keyword: z.string().min(1).max(1024).nullable().default(null),
  assertions: z.array(assertion).max(20).default([]),
  follow_redirects: z.boolean().default(true),
  verify_tls: z.boolean().default(true),
  auth: auth.nullable().default(null),
});

export type HttpSpec = z.output<typeof httpSpec>;
export type HttpSpecInput = z.input<typeof httpSpec>;
export type Assertion = z.output<typeof assertion>;

/** One schema per kind; `type` is the discriminator beside `spec`. */
export const specSchemas = { http: httpSpec } as const;

export type MonitorSpecs = { [Type in keyof typeof specSchemas]: z.output<(typeof specSchemas)[Type]> };

export const monitorSpec = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('http'), spec: httpSpec }),
]);

/** A monitor's kind and what it watches, tied together: `{ type: 'http', spec: HttpSpec }` and later kinds. */
export type MonitorSpec = z.output<typeof monitorSpec>;
