import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromUuid, idSchema, isId, newId, newUuid, toUuid } from '@/lib/core/ids';

test.each([
  ['00000000-0000-0000-0000-000000000000', '00000000000000000000000000'],
  ['00000000-0000-0000-0000-000000000001', '00000000000000000000000001'],
  ['00000000-0000-0000-0000-000000000020', '00000000000000000000000010'],
  ['ffffffff-ffff-ffff-ffff-ffffffffffff', '7zzzzzzzzzzzzzzzzzzzzzzzzz'],
  ['01890a5d-ac96-774b-bcce-b302099a8057', '01h455vb4pex5vsknk084sn02q'],
])('the TypeID specification encodes %s as %s', (uuid, suffix) => {
  expect(fromUuid('mon', uuid)).toBe(`mon_${suffix}`);
  expect(toUuid(`mon_${suffix}`)).toBe(uuid);
});

test('every UUID survives the way there and back', () => {
  fc.assert(
    fc.property(fc.uuid(), (uuid) => {
      expect(toUuid(fromUuid('inc', uuid))).toBe(uuid);
    }),
  );
});

test('new ids grow with time and are versioned as UUIDv7', () => {
  expect(newId('mon', 1000) < newId('mon', 2000)).toBe(true);
  expect(newUuid(1_700_000_000_000)).toMatch(/^018bcfe5-6800-7[0-9a-f]{3}-[89ab]/);
});

test('ids made in the same millisecond stand in the order in which they were made', () => {
  const ids = Array.from({ length: 1000 }, () => newId('evt', 1_700_000_000_000));
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(1000);
});

test.each([
  '',
  'mon_',
  'inc_01h455vb4pex5vsknk084sn02q',
  'mon_81h455vb4pex5vsknk084sn02q',
  'mon_01H455VB4PEX5VSKNK084SN02Q',
])('a foreign or malformed id is refused: %s', (value) => {
  expect(isId('mon', value)).toBe(false);
  expect(idSchema('mon').safeParse(value).success).toBe(false);
});
