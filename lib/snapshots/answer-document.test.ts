import v8 from 'node:v8';
import vm from 'node:vm';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { answerDocument } from '@/lib/snapshots/answer-document';
import type { StoredDocument } from '@/lib/snapshots/documents';

const megabyte = 1024 * 1024;

test('whoever asks for every document as it was made does not make us keep them all so', () => {
  v8.setFlagsFromString('--expose_gc');
  const collect = vm.runInNewContext('gc') as () => void;
  const gzip = gzipSync(Buffer.alloc(megabyte));
  const documents = Array.from({ length: 200 }, (_, index): StoredDocument => {
    const meta = {
      contentType: 'text/html',
      csp: null,
      isFramable: false,
      isImmutable: false,
      staleBanner: null,
    };
    return { path: `${index}`, version: 1, etag: `${index}`, meta, br: null, gzip, plain: null };
  });
  collect();
  const before = process.memoryUsage().arrayBuffers;
  const state = { isPublic: true, staleSinceMs: null, nowMs: 0 };
  for (const document of documents) {
    const request = { method: 'GET', acceptEncoding: undefined, ifNoneMatch: undefined };
    expect(answerDocument(document, request, state).body?.length).toBe(megabyte);
  }
  collect();
  expect(documents).toHaveLength(200);
  expect((process.memoryUsage().arrayBuffers - before) / megabyte).toBeLessThan(60);
});
