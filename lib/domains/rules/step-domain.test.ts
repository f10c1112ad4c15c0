import { expect, test } from 'vitest';
import { graceMs, stepDomain, takenWords } from '@/lib/domains/rules/step-domain';

const createdAtMs = Date.parse('2026-03-04T00:00:00Z');
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const fresh = { createdAtMs, verifiedAtMs: null, failingSinceMs: null, lastError: null };
const proven = { ...fresh, verifiedAtMs: createdAtMs + hourMs };
const found = { kind: 'found', traffic: null, isHeldByOther: false } as const;
const missing = { kind: 'missing', words: 'nothing there' } as const;
const unknown = { kind: 'unknown', words: 'no answer' } as const;

test('a new name is looked for every ten minutes for two days, then daily', () => {
  const wait = (nowMs: number) => stepDomain(fresh, missing, nowMs).nextCheckMs - nowMs;
  expect(wait(createdAtMs)).toBe(10 * minuteMs);
  expect(wait(createdAtMs + 2 * dayMs - 1)).toBe(10 * minuteMs);
  expect(wait(createdAtMs + 2 * dayMs)).toBe(dayMs);
});

test('a proof makes it proven, also where requests do not arrive yet, which is said', () => {
  const nowMs = createdAtMs + hourMs;
  expect(stepDomain(fresh, { ...found, traffic: 'no CNAME' }, nowMs)).toEqual({
    verifiedAtMs: nowMs,
    failingSinceMs: null,
    lastError: 'no CNAME',
    nextCheckMs: nowMs + dayMs,
    event: 'proven',
  });
});

test('a name that another page holds and proves is taken, and that is told once', () => {
  const first = stepDomain(fresh, { ...found, isHeldByOther: true }, createdAtMs);
  expect(first).toMatchObject({ verifiedAtMs: null, lastError: takenWords, event: 'taken' });
  const second = stepDomain(
    { ...fresh, lastError: takenWords },
    { ...found, isHeldByOther: true },
    createdAtMs,
  );
  expect(second).toMatchObject({ verifiedAtMs: null, lastError: takenWords, event: null });
});

test('a lost proof is looked for hourly and given up after three days, not before', () => {
  const lostMs = createdAtMs + dayMs;
  const first = stepDomain(proven, missing, lostMs);
  expect(first).toMatchObject({
    verifiedAtMs: proven.verifiedAtMs,
    failingSinceMs: lostMs,
    lastError: 'nothing there',
    nextCheckMs: lostMs + hourMs,
    event: 'failing',
  });
  const failing = { ...proven, failingSinceMs: lostMs };
  expect(stepDomain(failing, missing, lostMs + graceMs - 1)).toMatchObject({
    verifiedAtMs: proven.verifiedAtMs,
    failingSinceMs: lostMs,
    event: null,
  });
  expect(stepDomain(failing, missing, lostMs + graceMs)).toMatchObject({
    verifiedAtMs: null,
    failingSinceMs: null,
    event: 'lost',
  });
});

test('a proof that is back within three days heals it', () => {
  const failing = { ...proven, failingSinceMs: createdAtMs + dayMs };
  expect(stepDomain(failing, found, createdAtMs + 2 * dayMs)).toMatchObject({
    verifiedAtMs: proven.verifiedAtMs,
    failingSinceMs: null,
    lastError: null,
    event: 'recovered',
  });
});

test('a name server that fails proves nothing: neither is a proof lost by it, nor are days of grace over', () => {
  expect(stepDomain(proven, unknown, createdAtMs + dayMs)).toMatchObject({
    verifiedAtMs: proven.verifiedAtMs,
    failingSinceMs: null,
    lastError: 'no answer',
    event: null,
  });
  const failing = { ...proven, failingSinceMs: createdAtMs + dayMs };
  expect(stepDomain(failing, unknown, createdAtMs + 9 * dayMs)).toMatchObject({
    verifiedAtMs: proven.verifiedAtMs,
    failingSinceMs: failing.failingSinceMs,
    event: null,
  });
  expect(stepDomain(fresh, unknown, createdAtMs)).toMatchObject({ verifiedAtMs: null, event: null });
});
