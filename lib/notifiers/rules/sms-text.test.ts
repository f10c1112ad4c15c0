import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gsmUnits, smsText } from '@/lib/notifiers/rules/sms-text';

const link = 'https://status.example.com/incidents/inc_01h455vb4pex5vsknk084sn02q';

test('signs of the extension count twice, and what is in neither makes it another encoding', () => {
  expect(gsmUnits('Down: Müller')).toBe(12);
  expect(gsmUnits('{€}')).toBe(6);
  expect(gsmUnits('ç')).toBeNull();
});

test('typographic signs do not make a message dearer', () => {
  expect(smsText(['“Shop” – it’s down…'], link)).toBe(`"Shop" - it's down...\n${link}`);
});

test('whatever the text, it takes at most two parts, or four of the wide encoding, and the link is whole', () => {
  const line = fc.string({ unit: fc.constantFrom('{', 'a', '🦄', '…', 'ç'), maxLength: 200 });
  fc.assert(
    fc.property(fc.array(fc.oneof(line, fc.string({ unit: 'binary', maxLength: 200 }))), (lines) => {
      const text = smsText(lines, link);
      expect(text.endsWith(link)).toBe(true);
      expect(text.isWellFormed()).toBe(true);
      const units = gsmUnits(text);
      if (units === null) expect(text.length).toBeLessThanOrEqual(268);
      else expect(units).toBeLessThanOrEqual(306);
    }),
  );
});

test('what is most needed comes first, and only the last line is cut', () => {
  const text = smsText(['Down: Checkout API', 'x'.repeat(400)], link);
  expect(text.startsWith('Down: Checkout API\nxxx')).toBe(true);
  expect(text).toContain('x...\nhttps://');
  expect(gsmUnits(text)).toBe(306);
});

test('a link that would leave no room for words is left out', () => {
  expect(smsText(['Down: Checkout API'], `https://example.com/${'a'.repeat(200)}`)).toBe(
    'Down: Checkout API',
  );
});
