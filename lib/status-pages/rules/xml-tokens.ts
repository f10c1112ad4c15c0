export type XmlAttribute = { name: string; value: string };
export type XmlToken =
  | { kind: 'open'; name: string; attributes: readonly XmlAttribute[]; isEmpty: boolean }
  | { kind: 'close'; name: string }
  | { kind: 'text'; text: string };

/** What is wrong with a document, in words for whoever uploaded it. */
export class XmlFault extends Error {
  override readonly name = 'XmlFault';
}

const namePattern = /[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?/y;
const spacePattern = /[ \t\r\n]*/y;
const declaration = /^<\?xml[ \t\r\n]+version=(?:"1\.[01]"|'1\.[01]')([^?<>]*)\?>/;
const encodings =
  /^(?:[ \t\r\n]+encoding=(?:"(?:utf-8|us-ascii)"|'(?:utf-8|us-ascii)'))?(?:[ \t\r\n]+standalone=(?:"(?:yes|no)"|'(?:yes|no)'))?[ \t\r\n]*$/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const strange = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;
const predefined = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/**
 * The tags and texts of an XML document, with the part of XML that pictures need and no more: no DOCTYPE and so no
 * entities of its own, no processing instructions. Whether tags match is for the caller. Source: XML 1.0, fifth edition.
 * @throws XmlFault
 */
export function* xmlTokens(source: string): Generator<XmlToken> {
  const text = source.startsWith('\ufeff') ? source.slice(1) : source;
  if (strange.test(text)) throw new XmlFault('holds characters that XML does not allow');
  let at = skipDeclaration(text);
  while (at < text.length) {
    const next = text.indexOf('<', at);
    const end = next < 0 ? text.length : next;
    if (end > at) yield { kind: 'text', text: decodeEntities(text.slice(at, end)) };
    if (next < 0) return;
    if (text.startsWith('<!--', next)) at = skipComment(text, next);
    else if (text.startsWith('<![CDATA[', next)) {
      const close = text.indexOf(']]>', next);
      if (close < 0) throw new XmlFault('has a CDATA section without an end');
      yield { kind: 'text', text: text.slice(next + 9, close) };
      at = close + 3;
    } else if (text.startsWith('<!', next)) throw new XmlFault('has a DOCTYPE or declarations: remove them');
    else if (text.startsWith('<?', next)) throw new XmlFault('has processing instructions: remove them');
    else {
      const tag = text.startsWith('</', next) ? readClose(text, next) : readOpen(text, next);
      yield tag.token;
      at = tag.end;
    }
  }
}

function skipDeclaration(text: string): number {
  if (!text.startsWith('<?xml')) return 0;
  const found = declaration.exec(text);
  if (found === null) throw new XmlFault('does not begin with a plain XML declaration');
  if (!encodings.test(found[1] ?? '')) throw new XmlFault('is not in UTF-8');
  return found[0].length;
}

function skipComment(text: string, from: number): number {
  const end = text.indexOf('--', from + 4);
  if (end < 0 || text[end + 2] !== '>') throw new XmlFault('has a comment that is not closed properly');
  return end + 3;
}

function match(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

function skipSpace(text: string, at: number): number {
  return at + (match(spacePattern, text, at)?.length ?? 0);
}

function readClose(text: string, from: number): { token: XmlToken; end: number } {
  const name = match(namePattern, text, from + 2);
  const end = skipSpace(text, from + 2 + (name?.length ?? 0));
  if (name === null || text[end] !== '>') throw new XmlFault('has a closing tag that is not one');
  return { token: { kind: 'close', name }, end: end + 1 };
}

function readOpen(text: string, from: number): { token: XmlToken; end: number } {
  const name = match(namePattern, text, from + 1);
  if (name === null) throw new XmlFault('has a tag without a name');
  const attributes: XmlAttribute[] = [];
  const seen = new Set<string>();
  let at = from + 1 + name.length;
  for (;;) {
    const next = skipSpace(text, at);
    if (text.startsWith('/>', next)) {
      return { token: { kind: 'open', name, attributes, isEmpty: true }, end: next + 2 };
    }
    if (text[next] === '>') {
      return { token: { kind: 'open', name, attributes, isEmpty: false }, end: next + 1 };
    }
    if (next === at) throw new XmlFault(`has a broken tag <${name.slice(0, 40)}>`);
    const read = readAttribute(text, next);
    if (seen.has(read.attribute.name)) throw new XmlFault(`has the attribute ${read.attribute.name} twice`);
    seen.add(read.attribute.name);
    attributes.push(read.attribute);
    at = read.end;
  }
}

function readAttribute(text: string, from: number): { attribute: XmlAttribute; end: number } {
  const name = match(namePattern, text, from);
  if (name === null) throw new XmlFault('has an attribute without a name');
  const equals = skipSpace(text, from + name.length);
  if (text[equals] !== '=') throw new XmlFault(`has the attribute ${name.slice(0, 40)} without a value`);
  const open = skipSpace(text, equals + 1);
  const quote = text[open];
  if (quote !== '"' && quote !== "'")
    throw new XmlFault(`has the attribute ${name.slice(0, 40)} without quotes`);
  const close = text.indexOf(quote, open + 1);
  const raw = text.slice(open + 1, close);
  if (close < 0 || raw.includes('<')) throw new XmlFault(`has a broken attribute ${name.slice(0, 40)}`);
  return { attribute: { name, value: decodeEntities(raw) }, end: close + 1 };
}

function decodeEntities(text: string): string {
  return text.replaceAll(/&([^;&\s]{0,12};?)/g, (_, body: string) => {
    const known = body.endsWith(';') ? decodeEntity(body.slice(0, -1)) : null;
    if (known === null) throw new XmlFault('has an entity that XML does not know');
    return known;
  });
}

function decodeEntity(body: string): string | null {
  const number = /^#(?:x([\da-f]{1,6})|(\d{1,7}))$/i.exec(body);
  if (number === null) return predefined.get(body) ?? null;
  const code = number[1] === undefined ? Number(number[2]) : Number.parseInt(number[1], 16);
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return null;
  const char = String.fromCodePoint(code);
  return strange.test(char) ? null : char;
}
