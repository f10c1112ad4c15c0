import { describe, expect, it } from 'vitest';
import { changePayloads } from '@/lib/audit/rules/change-payloads';
import { newId } from '@/lib/core/ids';

describe('changePayloads', () => {
  it('sends one payload per organization and topic, each id once', () => {
    const [one, two] = [newId('org'), newId('org')];
    const monitor = newId('mon');
    expect(
      changePayloads([
        { organizationId: one, topic: 'monitors', id: monitor },
        { organizationId: one, topic: 'monitors', id: monitor },
        { organizationId: one, topic: 'checks' },
        { organizationId: two, topic: 'monitors', id: monitor },
      ]),
    ).toEqual([
      { organization_id: one, topic: 'monitors', ids: [monitor] },
      { organization_id: one, topic: 'checks', ids: [] },
      { organization_id: two, topic: 'monitors', ids: [monitor] },
    ]);
  });

  it('stays under the 8,000 bytes that Postgres takes, whatever the number of ids', () => {
    const organizationId = newId('org');
    for (const count of [1, 200, 201, 5000]) {
      const notices = Array.from({ length: count }, () => ({
        organizationId,
        topic: 'incidents' as const,
        id: newId('inc'),
      }));
      const [payload] = changePayloads(notices);
      expect(Buffer.byteLength(JSON.stringify(payload))).toBeLessThan(8000);
      expect(payload?.ids.length).toBe(count <= 200 ? count : 0);
    }
  });

  it('names nobody once one notice means the whole topic', () => {
    const organizationId = newId('org');
    const [payload] = changePayloads([
      { organizationId, topic: 'monitors', id: newId('mon') },
      { organizationId, topic: 'monitors' },
    ]);
    expect(payload?.ids).toEqual([]);
  });
});
