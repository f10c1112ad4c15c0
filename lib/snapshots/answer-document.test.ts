import { describe, expect, test } from 'vitest';
import { answerDocument, type DocumentState } from '@/lib/snapshots/answer-document';
import type { StoredDocument } from '@/lib/snapshots/documents';
import { packDocument } from '@/lib/snapshots/pack-document';

const read = { method: 'GET', acceptEncoding: 'br', ifNoneMatch: undefined };
const nowMs = 1_700_000_000_000;
const fresh: DocumentState = { isPublic: true, isIndexed: true, staleSinceMs: null, nowMs };

async function documentOf(contentType: string): Promise<StoredDocument> {
  return { path: 'x', version: 1, ...(await packDocument({ contentType, body: 'All well' })) };
}

function headersOf(document: StoredDocument, state: DocumentState, request = read): Record<string, string> {
  const { headers } = answerDocument(document, request, state);
  return Object.fromEntries(
    headers.flatMap((name, index) => (index % 2 === 0 ? [[name, headers[index + 1] ?? '']] : [])),
  );
}

describe('search engines are kept out', () => {
  test.each([
    'text/html; charset=utf-8',
    'application/json; charset=utf-8',
    'application/rss+xml; charset=utf-8',
    'text/calendar; charset=utf-8',
    'image/png',
  ])('of %s where the page is not for them, and only there', async (contentType) => {
    const document = await documentOf(contentType);
    const robots = (state: DocumentState) => headersOf(document, state)['X-Robots-Tag'];
    // What was made for one must not be sent for the other, in either order.
    for (let times = 0; times < 2; times += 1) {
      expect(robots(fresh)).toBeUndefined();
      expect(robots({ ...fresh, isIndexed: false })).toBe('noindex');
      expect(robots({ ...fresh, isPublic: false })).toBe('noindex');
    }
    const known = { ...read, ifNoneMatch: headersOf(document, fresh)['ETag'] };
    const again = answerDocument(document, known, { ...fresh, isIndexed: false });
    expect([again.status, again.headers.includes('X-Robots-Tag')]).toEqual([304, true]);
  });
});

describe('headers are made once', () => {
  const staleSinceMs = nowMs - 600_000;
  const states: DocumentState[] = [
    fresh,
    { ...fresh, isPublic: false },
    { ...fresh, isIndexed: false },
    { ...fresh, staleSinceMs },
  ];

  test.each(states)('for all who ask within a second: %j', async (state) => {
    const document = await documentOf('application/json; charset=utf-8');
    const first = answerDocument(document, read, state).headers;
    expect(answerDocument(document, read, { ...state, nowMs: nowMs + 999 }).headers).toBe(first);
    expect(answerDocument(document, { ...read, acceptEncoding: 'gzip' }, state).headers).not.toBe(first);
    expect(answerDocument(document, read, state).headers).toBe(first);
  });

  test('and of what is stale the age is told to the second, and since when as it is', async () => {
    const document = await documentOf('application/json; charset=utf-8');
    const told = (state: DocumentState) => {
      const { Age, 'X-Stale-Since': since } = headersOf(document, state);
      return [Age, since];
    };
    const since = new Date(staleSinceMs).toISOString();
    expect(told({ ...fresh, staleSinceMs })).toEqual(['600', since]);
    expect(told({ ...fresh, staleSinceMs, nowMs: nowMs + 1_000 })).toEqual(['601', since]);
    expect(told({ ...fresh, staleSinceMs: staleSinceMs + 1 })).toEqual([
      '599',
      new Date(staleSinceMs + 1).toISOString(),
    ]);
    expect(told(fresh)).toEqual([undefined, undefined]);
  });
});
