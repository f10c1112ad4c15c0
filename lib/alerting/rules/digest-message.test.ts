import { expect, test } from 'vitest';
import { digestMessage, type Folded } from '@/lib/alerting/rules/digest-message';

const now = new Date('2026-03-01T12:00:00.000Z');

function folded(id: string, kind: Folded['kind'], ageSeconds: number): Folded {
  return {
    kind,
    incidentId: id,
    name: `Site ${id}`,
    title: `Site ${id} is down`,
    openedAt: new Date(now.getTime() - ageSeconds * 1000).toISOString(),
    durationSeconds: kind === 'resolved' ? 7 : 0,
  };
}

const brief = (messages: Folded[]) => {
  const { open_count, resolved_count, items, more } = digestMessage(messages, 'prj', now);
  return {
    counts: [open_count, resolved_count, more],
    items: items.map((item) => `${item.incident_id} ${item.kind} ${item.duration_seconds}`),
  };
};

test('each incident once, as it was last told: what is open first, the oldest first', () => {
  const messages = [
    folded('young', 'opened', 5),
    folded('over', 'opened', 90),
    folded('old', 'opened', 40),
    folded('taken', 'opened', 60),
    folded('over', 'resolved', 90),
    folded('taken', 'acknowledged', 60),
    folded('elsewhere', 'resolved', 300),
  ];
  expect(brief(messages)).toEqual({
    counts: [3, 2, 0],
    items: [
      'taken acknowledged 60',
      'old opened 40',
      'young opened 5',
      'elsewhere resolved 7',
      'over resolved 7',
    ],
  });
});

test('beyond fifty it says how many more there are', () => {
  const messages = Array.from({ length: 999 }, (_, n) => folded(`${n}`, n < 40 ? 'opened' : 'resolved', n));
  const { counts, items } = brief(messages);
  expect(counts).toEqual([40, 959, 949]);
  expect(items).toHaveLength(50);
  expect(items.slice(0, 40).every((item) => item.includes('opened'))).toBe(true);
});
