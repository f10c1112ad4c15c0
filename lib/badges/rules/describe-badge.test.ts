import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type BadgeFacts,
  badgeState,
  stateMessage,
  toBadge,
  toShields,
  uptimeMessage,
} from '@/lib/badges/rules/describe-badge';

const now = 1_800_000_000_000;
const http: BadgeFacts = {
  isPaused: false,
  isInMaintenance: false,
  state: 'up',
  coveredUntilMs: now + 1,
  heartbeat: null,
};
const beat = (facts: Partial<NonNullable<BadgeFacts['heartbeat']>>): BadgeFacts => ({
  ...http,
  heartbeat: { status: 'up', expectedMs: now + 1, runs: [], ...facts },
});

describe('the state', () => {
  test.each([
    ['up', http],
    ['degraded', { ...http, state: 'degraded' }],
    ['down', { ...http, state: 'down' }],
    ['new', { ...http, state: 'pending', coveredUntilMs: null }],
    ['maintenance', { ...http, isInMaintenance: true, coveredUntilMs: now - 1 }],
    ['paused', { ...http, isInMaintenance: true, isPaused: true }],
    ['unknown', { ...http, coveredUntilMs: now - 1 }],
    ['unknown', { ...http, state: 'down', coveredUntilMs: now - 1 }],
    ['paused', { ...http, state: 'down', isPaused: true }],
    ['up', beat({})],
    ['late', beat({ expectedMs: now })],
    ['running', beat({ runs: [{}] })],
    ['new', beat({ status: 'new', expectedMs: null })],
    ['down', beat({ status: 'down', runs: [{}] })],
    ['unknown', beat({ status: 'unknown' })],
    ['unknown', { ...beat({}), coveredUntilMs: now - 1 }],
    ['paused', { ...beat({ status: 'paused' }), isPaused: true }],
  ] satisfies [string, BadgeFacts][])('%s', (state, facts) => {
    expect(badgeState(facts, now)).toBe(state);
  });
});

describe('the uptime', () => {
  test('is rounded down, and 100 % only without any downtime', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), (millionths) => {
        const { message } = uptimeMessage(millionths / 1e6, 30);
        const percent = Number(/^([\d.]+)% in 30 d$/.exec(message)?.[1]);
        expect(percent * 10_000).toBeLessThanOrEqual(millionths + 1e-6);
        expect(percent * 10_000).toBeGreaterThan(millionths - 100);
        expect(percent === 100).toBe(millionths === 1_000_000);
      }),
    );
    expect(uptimeMessage(0.9999, 7).message).toBe('99.99% in 7 d');
    expect(uptimeMessage(1, 7).message).toBe('100% in 7 d');
  });

  test('of unwatched time is no number', () => {
    expect(uptimeMessage(null, 90)).toEqual({ message: 'no data in 90 d', color: '#8a929e', isDown: false });
  });
});

test('shields.io gets what its schema asks for', () => {
  const message = stateMessage('down');
  expect(toShields(toBadge('Backup', message), message)).toEqual({
    schemaVersion: 1,
    label: 'Backup',
    message: 'down',
    color: '#8f1230',
    isError: true,
    cacheSeconds: 300,
  });
});
