import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { badgeStates, badgeStyles } from '@/lib/badges/constants';
import { contrast, labelColor, stateColors, textColorOn, uptimeColor } from '@/lib/badges/rules/badge-colors';
import { toLine } from '@/lib/badges/rules/badge-text';
import { renderBadge } from '@/lib/badges/rules/render-badge';
import { textWidth } from '@/lib/badges/rules/text-width';
import { escapeXml } from '@/lib/core/escape-markup';

const hostile = [
  '<script>alert(1)</script>',
  '"><svg onload=alert(1)>',
  "' onmouseover='alert(1)",
  ']]><!--',
  '<![CDATA[<b>]]>',
  '&lt;script&gt;',
  '&#60;script&#62;',
  '&',
  '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>&x;',
  '</text></svg><script>alert(1)</script>',
  '<?xml-stylesheet href="javascript:alert(1)"?>',
  'javascript:alert(1)',
  '\u0000\u0001\u000b\ud800 lone \udfff\ufffe\uffff',
  '\u202egnihsarc\u202c',
  'line\r\nbreak\u2028\u2029',
];

/** The names of the elements and attributes; throws where it is not well-formed XML 1.0. */
function parseXml(xml: string): { elements: string[]; attributes: string[]; texts: string[] } {
  const found = { elements: [] as string[], attributes: [] as string[], texts: [] as string[] };
  const open: string[] = [];
  const token = /<(\/?)([a-z]+)((?: [a-zA-Z:-]+="[^"<]*")*)(\/?)>|([^<]+)/gy;
  let at = 0;
  for (const [whole, closes, name = '', attributes = '', isEmpty, text] of xml.matchAll(token)) {
    at += whole.length;
    expect(whole).not.toMatch(/&(?!(?:amp|lt|gt|quot|#39);)/);
    if (text !== undefined) {
      if (open.length === 0) throw new Error(`text outside the root: ${text}`);
      found.texts.push(text);
    } else if (closes === '/') {
      if (open.pop() !== name) throw new Error(`</${name}> closes nothing`);
    } else {
      if (open.length === 0 && found.elements.length > 0) throw new Error('two roots');
      found.elements.push(name);
      const names = [...attributes.matchAll(/ ([a-zA-Z:-]+)="/g)].map((match) => match[1] ?? '');
      if (new Set(names).size !== names.length) throw new Error(`an attribute twice: ${attributes}`);
      found.attributes.push(...names);
      if (isEmpty !== '/') open.push(name);
    }
  }
  if (at !== xml.length || open.length > 0)
    throw new Error(`not well-formed at ${at}: ${xml.slice(at, at + 40)}`);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these are no characters of XML 1.0.
  expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/u);
  return found;
}

const allowedElements = new Set(['svg', 'title', 'path', 'g', 'text']);
const allowedAttributes = new Set(
  'xmlns width height viewBox role aria-label fill d font-family font-size letter-spacing x y textLength lengthAdjust'.split(
    ' ',
  ),
);

function expectHarmless(svg: string): void {
  const { elements, attributes } = parseXml(svg);
  expect(elements.filter((name) => !allowedElements.has(name))).toEqual([]);
  expect(attributes.filter((name) => !allowedAttributes.has(name))).toEqual([]);
}

describe.each(badgeStyles)('%s', (style) => {
  test.each(hostile)('shows %j as text and nothing else', (text) => {
    const badge = { label: toLine(text), message: toLine(text), color: stateColors.down };
    const svg = renderBadge(badge, style);
    expectHarmless(svg);
    expect(svg).toContain(`<title>${escapeXml(`${badge.label}: ${badge.message}`)}</title>`);
  });

  test('is well-formed whatever the label and the message are', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.string({ unit: 'grapheme', maxLength: 80 }),
      fc.constantFrom(...hostile),
      fc
        .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 })
        .map((codes) => String.fromCharCode(...codes)),
    );
    fc.assert(
      fc.property(anything, anything, (label, message) => {
        const svg = renderBadge({ label: toLine(label), message: toLine(message), color: '#0f7b5f' }, style);
        expectHarmless(svg);
        expect(svg.length).toBeLessThan(4000);
      }),
    );
  });

  test('says in words what the colour says, to eyes and to screen readers', () => {
    const svg = renderBadge({ label: 'Backup', message: 'down', color: stateColors.down }, style);
    expect(svg).toContain('role="img" aria-label="Backup: down"');
    expect(parseXml(svg).texts.map((text) => text.toLowerCase())).toEqual(['backup: down', 'backup', 'down']);
    const bare = renderBadge({ label: '', message: 'up', color: stateColors.up }, style);
    expect(bare).toContain('aria-label="up"');
    expect(bare.match(/<path/g)).toHaveLength(1);
  });
});

test('every text has a contrast of at least 4.5 to 1', () => {
  const grounds = [
    labelColor,
    ...badgeStates.map((state) => stateColors[state]),
    ...[null, 0, 0.96, 1].map((ratio) => uptimeColor(ratio)),
  ];
  for (const ground of grounds) expect(contrast(textColorOn(ground), ground)).toBeGreaterThanOrEqual(4.5);
  expect(contrast('#ffffff', '#000000')).toBe(21);
});

test('a longer text makes a wider badge, and the parts fill it', () => {
  const widthOf = (label: string) =>
    Number(
      /^<svg [^>]*? width="(\d+)"/.exec(renderBadge({ label, message: 'up', color: '#0f7b5f' }, 'flat'))?.[1],
    );
  expect(widthOf('WWWW')).toBeGreaterThan(widthOf('iiii'));
  expect(widthOf('日本語のジョブ')).toBeGreaterThan(widthOf('nightly'));
  expect(textWidth('e\u0301', 10)).toBe(textWidth('e', 10));
  expect(widthOf('')).toBe(2 * 6 + Math.round(textWidth('up', 11)));
});

test('a line is short and keeps its words', () => {
  expect(toLine('  Nightly\n\tbackup  ')).toBe('Nightly backup');
  expect(Array.from(toLine('😀'.repeat(200)))).toHaveLength(60);
});
