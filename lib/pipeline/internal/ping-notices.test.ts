import { pino } from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ChangeNotice } from '@/lib/audit/rules/change-payloads';
import { PingNotices } from '@/lib/pipeline/internal/ping-notices';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const one = { organizationId: 'org_1', monitorId: 'mon_1' };
const two = { organizationId: 'org_1', monitorId: 'mon_2' };

function startNotices(fails = false) {
  const sent: (string | undefined)[][] = [];
  const notify = async (notices: readonly ChangeNotice[]) => {
    sent.push(notices.map(({ id }) => id));
    if (fails) throw new Error('away');
  };
  return { sent, notices: new PingNotices({ notify, logger: pino({ level: 'silent' }) }) };
}

test('browsers are told four times a second at most, and of each heartbeat once', async () => {
  const { sent, notices } = startNotices();
  for (let ms = 0; ms < 1000; ms += 10) {
    notices.add([one]);
    if (ms === 300) notices.add([two, one]);
    await vi.advanceTimersByTimeAsync(10);
  }
  expect(sent).toEqual([['mon_1'], ['mon_1', 'mon_2'], ['mon_1'], ['mon_1']]);
  notices.add([two]);
  await notices.close();
  expect(sent.slice(4)).toEqual([['mon_2']]);
});

test('nothing is said where nothing changed, and a failure to tell is no more than that', async () => {
  const { sent, notices } = startNotices(true);
  notices.add([]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(sent).toEqual([]);
  notices.add([one]);
  await notices.close();
  expect(sent).toEqual([['mon_1']]);
});
