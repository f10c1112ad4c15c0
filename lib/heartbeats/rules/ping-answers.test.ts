import { expect, test } from 'vitest';
import {
  acceptedAnswer,
  createdAnswer,
  faultAnswer,
  methodNotAllowed,
  notFound,
  pingHeaders,
  preFlightAnswer,
  rateLimited,
  unavailable,
} from '@/lib/heartbeats/rules/ping-answers';

function headersOf(answer: Parameters<typeof pingHeaders>[0]): Record<string, string> {
  const flat = pingHeaders(answer, { bodyLimitBytes: 100_000, bodyBytes: answer.body.length });
  return Object.fromEntries(
    flat.flatMap((name, index) => (index % 2 === 0 ? [[name, flat[index + 1] ?? '']] : [])),
  );
}

const every = [
  acceptedAnswer('plain'),
  acceptedAnswer('kuma'),
  createdAnswer(),
  faultAnswer('plain', notFound),
  faultAnswer('kuma', unavailable),
  preFlightAnswer('plain'),
];

test.each(every)('$status says what every answer says, and is no redirect', (answer) => {
  expect(headersOf(answer)).toMatchObject({
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Expose-Headers': expect.stringContaining('Ping-Body-Limit'),
    'Ping-Body-Limit': '100000',
    'Cache-Control': 'no-store, no-cache, private',
  });
  expect(answer.status < 300 || answer.status >= 400).toBe(true);
});

test('the words are exact and have no line break', () => {
  expect([acceptedAnswer('plain').body, createdAnswer().body]).toEqual(['OK', 'Created']);
  expect(faultAnswer('plain', notFound)).toMatchObject({ status: 404, body: 'not found' });
  expect(acceptedAnswer('kuma').body).toBe('{"ok":true}');
  expect(JSON.parse(faultAnswer('kuma', notFound).body)).toEqual({
    ok: false,
    msg: 'Monitor not found or not active.',
  });
  expect(headersOf(acceptedAnswer('plain'))['Content-Type']).toBe('text/plain; charset=utf-8');
});

test('who is to come later is told when, and who used the wrong method which one is right', () => {
  expect(headersOf(faultAnswer('plain', unavailable))['Retry-After']).toBe('2');
  expect(headersOf(faultAnswer('plain', rateLimited(11_001)))['Retry-After']).toBe('12');
  expect(headersOf(faultAnswer('plain', methodNotAllowed('plain')))['Allow']).toBe(
    'GET, HEAD, POST, OPTIONS',
  );
});

test('a pre-flight is answered with what a browser asks for, and without a body', () => {
  const headers = headersOf(preFlightAnswer('plain'));
  expect(headers).toMatchObject({
    'Access-Control-Allow-Methods': 'GET, HEAD, POST, OPTIONS',
    'Access-Control-Allow-Headers': '*',
  });
  expect(headers).not.toHaveProperty('Content-Length');
});
