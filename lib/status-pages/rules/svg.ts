import { type XmlAttribute, XmlFault, type XmlToken, xmlTokens } from '@/lib/status-pages/rules/xml-tokens';

export type SvgFinding = { width: number; height: number } | { fault: string };

const svgNamespace = 'http://www.w3.org/2000/svg';
const maxDepth = 100;
const maxSide = 2048;

/** What draws nothing, or brings something along that is no picture. By local names, in lower case. */
const refusedElements: ReadonlySet<string> = new Set([
  'script',
  'foreignobject',
  'iframe',
  'embed',
  'object',
  'audio',
  'video',
  'canvas',
  'link',
  'meta',
  'base',
  'form',
  'handler',
  'listener',
  'html',
  'body',
]);
const addresses: ReadonlySet<string> = new Set([
  'href',
  'src',
  'action',
  'formaction',
  'data',
  'base',
  'ping',
]);
/** Functions of CSS that fetch. */
const fetching = /(?:^|[^\w-])(?:-webkit-)?(?:url|src|image|image-set|cross-fade|expression)[ \t\r\n]*\(/gi;
const localUrl = /^url\([ \t\r\n]*(?:#[^\s"'()\\]+|"#[^\s"'()\\]+"|'#[^\s"'()\\]+')[ \t\r\n]*\)/i;

/**
 * Whether an SVG is a picture and nothing else: it runs nothing and fetches nothing, wherever it is shown. Its size is
 * scaled down to 2048 pixels where it is larger. What is unclear is refused.
 */
export function inspectSvg(source: string): SvgFinding {
  try {
    return inspect(xmlTokens(source));
  } catch (error) {
    if (error instanceof XmlFault) return { fault: error.message };
    throw error;
  }
}

function inspect(tokens: Iterable<XmlToken>): SvgFinding {
  const open: string[] = [];
  let root: readonly XmlAttribute[] | null = null;
  let style = '';
  for (const token of tokens) {
    const isInStyle = localName(open.at(-1) ?? '') === 'style';
    switch (token.kind) {
      case 'text':
        if (open.length === 0 && token.text.trim() !== '')
          throw new XmlFault('has text outside of the picture');
        if (isInStyle) style += token.text;
        break;
      case 'open':
        if (isInStyle) throw new XmlFault(`has <${token.name}> in its style`);
        if (open.length === 0 && root !== null) throw new XmlFault('has more than one root');
        root ??= inspectRoot(token.name, token.attributes);
        inspectElement(token.name, token.attributes);
        if (!token.isEmpty) open.push(token.name);
        if (open.length > maxDepth) throw new XmlFault('is nested too deeply');
        break;
      case 'close':
        if (open.pop() !== token.name) throw new XmlFault(`closes <${token.name}> where it is not open`);
        // As a whole: comments and CDATA sections may part a word.
        if (isInStyle) inspectStyle(style);
        style = '';
        break;
    }
  }
  if (root === null) throw new XmlFault('is empty');
  if (open.length > 0) throw new XmlFault(`does not close <${open.at(-1)}>`);
  return sizeOf(root);
}

function inspectRoot(name: string, attributes: readonly XmlAttribute[]): readonly XmlAttribute[] {
  if (name !== 'svg' || attributes.find((one) => one.name === 'xmlns')?.value !== svgNamespace) {
    throw new XmlFault(`must begin with <svg xmlns="${svgNamespace}">`);
  }
  return attributes;
}

function inspectElement(name: string, attributes: readonly XmlAttribute[]): void {
  const local = localName(name);
  if (refusedElements.has(local)) throw new XmlFault(`holds <${name}>, which is no part of a picture`);
  for (const attribute of attributes) inspectAttribute(attribute);
}

function inspectAttribute({ name, value }: XmlAttribute): void {
  const local = localName(name);
  if (name === 'xmlns' || name.startsWith('xmlns:')) {
    if (/xhtml|xml-events|mathml/i.test(value)) throw new XmlFault(`uses another language (${name})`);
    if (name === 'xmlns' && value !== svgNamespace) throw new XmlFault(`leaves SVG (${name})`);
    return;
  }
  if (local.startsWith('on')) throw new XmlFault(`holds a script (${name})`);
  if (addresses.has(local) && !/^#[^\s"'()\\]*$/.test(value.trim())) {
    throw new XmlFault(`refers to something outside of itself (${name}): export it with everything as paths`);
  }
  if (local === 'attributename' && /^\s*(?:\w+:)?(?:href|on\w*)\s*$/i.test(value)) {
    throw new XmlFault(`animates ${value.trim()}`);
  }
  if (/(?:java|vb)script:/i.test(value.replaceAll(/\s/g, ''))) throw new XmlFault(`holds a script (${name})`);
  inspectStyle(value);
}

function inspectStyle(css: string): void {
  // An escape may spell any function, and a comment may part it: who draws needs neither.
  if (css.includes('\\')) throw new XmlFault('holds a backslash in its style: remove it');
  if (/@(?:import|font-face|namespace|charset)/i.test(css)) {
    throw new XmlFault('imports a style or a font: export it with text as paths');
  }
  for (const found of css.matchAll(fetching)) {
    const call = css.slice((found.index ?? 0) + (/^[\w-]/.test(found[0]) ? 0 : 1));
    if (!localUrl.test(call)) throw new XmlFault('refers to something outside of itself in its style');
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1).toLowerCase();
}

function sizeOf(attributes: readonly XmlAttribute[]): SvgFinding {
  const value = (name: string) => attributes.find((one) => one.name === name)?.value.trim() ?? '';
  const pixels = (text: string) => (/^\d{1,6}(?:\.\d+)?(?:px)?$/.test(text) ? Number.parseFloat(text) : 0);
  const box = value('viewBox')
    .split(/[\s,]+/)
    .map(Number);
  const [boxWidth = 0, boxHeight = 0] = box.length === 4 ? box.slice(2) : [];
  let [width, height] = [pixels(value('width')), pixels(value('height'))];
  if (!(width > 0 && height > 0)) [width, height] = [boxWidth, boxHeight];
  if (!(width > 0 && height > 0 && width <= 1e6 && height <= 1e6)) {
    return { fault: 'needs a width and height in pixels, or a viewBox' };
  }
  const scale = Math.min(1, maxSide / Math.max(width, height));
  const side = (length: number) => Math.max(1, Math.round(length * scale));
  return { width: side(width), height: side(height) };
}
