import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventLog, mergeChanges } from '@/lib/web/rules/event-log';

describe('EventLog', () => {
  it('gives back exactly what came after a position, or says that it cannot', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b'), { maxLength: 60 }), fc.nat(80), (writes, at) => {
        const log = new EventLog('log', 10);
        const all = writes.map((organizationId) => log.append(organizationId, { topic: 'checks', ids: [] }));
        const missed = log.since(`log-${at}`, 'a');
        const expected = all.slice(at).filter(({ organizationId }) => organizationId === 'a');
        if (missed !== null) expect(missed).toEqual(expected);
        else expect(at > writes.length || writes.length - at > 10).toBe(true);
      }),
    );
  });

  it('knows a position of another log', () => {
    expect(new EventLog('one', 10).since(new EventLog('two', 10).position, 'a')).toBeNull();
  });
});

describe('mergeChanges', () => {
  it('joins the ids of a topic, and keeps “any” as any', () => {
    expect(
      mergeChanges([
        { topic: 'checks', ids: ['a'] },
        { topic: 'checks', ids: ['b', 'a'] },
        { topic: 'monitors', ids: ['c'] },
        { topic: 'monitors', ids: [] },
        { topic: 'monitors', ids: ['d'] },
      ]),
    ).toEqual([
      { topic: 'checks', ids: ['a', 'b'] },
      { topic: 'monitors', ids: [] },
    ]);
  });
});
