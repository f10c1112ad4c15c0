import fc from 'fast-check';
import { expect, test } from 'vitest';
import { markdownText, renderMarkdown } from '@/lib/status-pages/rules/markdown';

const allowed = new Set(
  'p br strong em s a ul ol li blockquote hr pre code table thead tbody tr th td h4 h5 h6'.split(' '),
);

/** Every `<` of the HTML begins a tag that is allowed, with no attribute but those that are. Null where all is well. */
function faultOf(html: string): string | null {
  const open: string[] = [];
  for (const [found] of html.matchAll(/<[^>]*>?|>/g)) {
    const tag = /^<(\/?)([a-z][a-z0-9]*)((?: [a-z]+="[^"<>]*")*)>$/.exec(found);
    if (tag === null) return `not a tag: ${found}`;
    const [, slash, name = '', attributes = ''] = tag;
    if (!allowed.has(name)) return `tag ${name}`;
    if (slash === '/') {
      if (open.pop() !== name) return `${name} is not open`;
    } else if (name !== 'br' && name !== 'hr') open.push(name);
    const fault = attributeFault(name, attributes);
    if (fault !== null) return fault;
  }
  return open.length === 0 ? null : `${open.join()} is left open`;
}

function attributeFault(tag: string, attributes: string): string | null {
  for (const [, name, value = ''] of attributes.matchAll(/ ([a-z]+)="([^"]*)"/g)) {
    const isFine =
      tag === 'a'
        ? (name === 'rel' && value === 'noopener nofollow ugc') ||
          (name === 'href' && /^(?:https?:\/\/|mailto:)/i.test(value))
        : tag === 'ol' && name === 'start' && /^\d+$/.test(value);
    if (!isFine) return `${tag} ${name}="${value}"`;
  }
  return tag === 'a' && attributes !== '' && !attributes.includes('rel="noopener nofollow ugc"')
    ? 'a link without rel'
    : null;
}

const hostile = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '<svg><style><img src=x onerror=alert(1)></style></svg>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<a href="javascript:alert(1)">x</a>',
  '<!--><script>alert(1)</script>-->',
  '<![CDATA[<script>alert(1)</script>]]>',
  '<?xml version="1.0"?><script>alert(1)</script>',
  '<style>@import "https://evil.example"</style>',
  '<base href="https://evil.example/">',
  '<meta http-equiv="refresh" content="0;url=https://evil.example">',
  '<form action="https://evil.example"><input name=a></form>',
  '</p></div></body><script>alert(1)</script>',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](java\nscript:alert(1))',
  '[x](java&Tab;script:alert(1))',
  '[x](&#106;avascript:alert(1))',
  '[x](\u0001javascript:alert(1))',
  '[x](javascript&colon;alert(1))',
  '[x](vbscript:msgbox(1))',
  '[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)',
  '[x](data:image/svg+xml,<svg onload=alert(1)>)',
  '[x](file:///etc/passwd)',
  '[x](//evil.example)',
  '[x](/relative)',
  '[x]()',
  '[x](<>)',
  '[x](<> "title") and [y](https://ok.example)',
  '[x](\\\\evil.example)',
  '[x](https://ok.example/" onmouseover="alert(1))',
  '[x](<https://ok.example/" onmouseover="alert(1)>)',
  '[x](https://ok.example "\\" onmouseover=\\"alert(1)")',
  "[x](https://ok.example ')\"><script>alert(1)</script>')",
  '[x]: javascript:alert(1)\n\n[x]',
  '[x]: https://ok.example "\'><script>alert(1)</script>"\n\n[x]',
  '![x](https://tracker.example/pixel.gif)',
  '![x](x" onerror="alert(1))',
  '![x][y]\n\n[y]: https://tracker.example/pixel.gif',
  '[![x](https://tracker.example/p.gif)](javascript:alert(1))',
  '<javascript:alert(1)>',
  '<https://ok.example/"onmouseover="alert(1)>',
  'https://ok.example/"><script>alert(1)</script>',
  'http://ok.example/\'"onmouseover=alert(1)//',
  'ftp://files.example/x',
  'javascript://ok.example/%0aalert(1)',
  '```"><script>alert(1)</script>\ncode\n```',
  '```js onclick=alert(1)\n</code></pre><script>alert(1)</script>\n```',
  '~~~\n</code><script>',
  '    </code></pre><script>alert(1)</script>',
  '`</code><script>alert(1)</script>`',
  '| a"onload=1 | <b> |\n|:-:|--:|\n| <script> | [x](javascript:1) |',
  '# <script>alert(1)</script>',
  '# x {onclick=alert(1)}',
  '> <img src=x onerror=alert(1)>',
  '1) <svg onload=alert(1)>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '&#60;script&#62;alert(1)&#60;/script&#62;',
  '\u0000<script>alert(1)</script>',
  '<scr\u0000ipt>alert(1)</scr\u0000ipt>',
  '<\u200bscript>alert(1)</script>',
  '＜script＞alert(1)＜/script＞',
  '\ud800<script>\udfff',
  '{{constructor.constructor("alert(1)")()}}',
  '<!--stale--> __STATUS_PAGE_BASE__',
];

test.each(hostile)('nothing but plain tags comes of %j', (source) => {
  const html = renderMarkdown(source);
  expect(faultOf(html)).toBeNull();
  expect(html).not.toMatch(/<script|<img|<svg|href="(?!https?:|mailto:)/i);
});

test('whatever is written, only allowed tags and attributes come of it', () => {
  const piece = fc.oneof(
    fc.constantFrom(...hostile),
    fc.constantFrom(
      '*',
      '_',
      '`',
      '```',
      '[',
      ']',
      '(',
      ')',
      '<',
      '>',
      '!',
      '"',
      "'",
      '&',
      '|',
      '\n',
      '# ',
      '- ',
    ),
    fc.constantFrom(
      '1. ',
      '> ',
      '~~',
      '\\',
      'https://',
      'javascript:',
      'mailto:',
      '\n\n',
      '    ',
      '---',
      ':-:',
    ),
    fc.string({ unit: 'binary', maxLength: 20 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      expect(faultOf(renderMarkdown(pieces.join('')))).toBeNull();
    }),
    { numRuns: 500 },
  );
});

test('tables, code, lists and links are shown, headings below those of the page', () => {
  expect(
    renderMarkdown(
      '# What\n\n**Now** `x < y`\nthen https://example.com/a_b and [us](mailto:ops@example.com)',
    ),
  ).toBe(
    '<h4>What</h4>\n<p><strong>Now</strong> <code>x &lt; y</code><br>\nthen ' +
      '<a href="https://example.com/a_b" rel="noopener nofollow ugc">https://example.com/a_b</a> and ' +
      '<a href="mailto:ops@example.com" rel="noopener nofollow ugc">us</a></p>\n',
  );
  expect(renderMarkdown('| a |\n|:-:|\n| 1 |')).toContain('<th>a</th>');
  expect(renderMarkdown('3. a\n4. b')).toContain('<ol start="3">');
  expect(renderMarkdown('###### small')).toBe('<h6>small</h6>\n');
});

test('as text it is read without its marks, and no address is lost', () => {
  expect(
    markdownText(
      '# What\n\n**Now** [see here](https://example.com/x), https://example.com/\nor <b>raw</b>\n\n- one\n- `two`\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\ncode\n```',
    ),
  ).toBe(
    'What\n\nNow see here (https://example.com/x), https://example.com/\nor <b>raw</b>\n\n- one\n- two\n\na  b\n1  2\n\ncode',
  );
  expect(markdownText('')).toBe('');
});

test.each([
  ['brackets', '['.repeat(20_000)],
  ['nested quotes', '>'.repeat(20_000)],
  ['nested lists', '- '.repeat(10_000)],
  ['emphasis', '*a_ '.repeat(5000)],
  ['links', '[a](<'.repeat(4000)],
  ['backticks', Array.from({ length: 200 }, (_, index) => '`'.repeat(index)).join(' ')],
  ['far too much', 'x'.repeat(5_000_000)],
])(
  'hostile lengths end soon: %s',
  (_name, source) => {
    expect(faultOf(renderMarkdown(source))).toBeNull();
    expect(markdownText(source).length).toBeLessThanOrEqual(20_000);
  },
  2000,
);
