import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inspectSvg } from '@/lib/status-pages/rules/svg';

const svg = (inner: string, attributes = 'width="120" height="40"') =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${attributes}>${inner}</svg>`;

describe('takes pictures', () => {
  test.for([
    svg('<path d="M0 0h10v10z" fill="#0f7b5f"/>'),
    `\ufeff<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<!-- Made by hand -->\n${svg('')}\n`,
    svg('<defs><linearGradient id="a"/></defs><rect fill="url(#a)" style="stroke:url( \'#a\' )"/>'),
    svg('<style>.a{fill:url("#a");color:#fff} /* plain */</style><g class="a"><use xlink:href="#b"/></g>'),
    svg('<style><![CDATA[.a > .b {fill:red}]]></style><title>A &amp; B &#169; &#x1F600;</title>'),
    svg('<g xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" inkscape:label="Layer 1"/>'),
    svg('<animate attributeName="opacity" from="0" to="1" dur="1s"/><text x="1">Acme &lt;3</text>'),
  ])('%s', (source) => {
    expect(inspectSvg(source)).toEqual({ width: 120, height: 40 });
  });

  test.for([
    ['viewBox="0 0 24 12"', { width: 24, height: 12 }],
    ['width="100%" height="100%" viewBox="0,0,24.4,12"', { width: 24, height: 12 }],
    ['width="24px" height="12.4px"', { width: 24, height: 12 }],
    ['viewBox="0 0 8192 1"', { width: 2048, height: 1 }],
  ] as const)('whose size is %s', ([attributes, size]) => {
    expect(inspectSvg(svg('', attributes))).toEqual(size);
  });
});

describe('refuses', () => {
  test.for([
    ['a script', svg('<script>alert(1)</script>')],
    ['a script in capitals', svg('<SCRIPT/>')],
    ['a script of another prefix', svg('<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>')],
    ['HTML in it', svg('<foreignObject><p>x</p></foreignObject>')],
    ['XHTML by a prefix', svg('<g xmlns:h="http://www.w3.org/1999/xhtml"><h:p/></g>')],
    ['XHTML by a default', svg('<g xmlns="http://www.w3.org/1999/xhtml"/>')],
    ['a namespace in entities', svg('<g xmlns:h="http://www.w3.org/1999/xht&#109;l"/>')],
    ['an iframe', svg('<iframe src="#"/>')],
    ['an event handler', svg('<rect onload="alert(1)"/>')],
    ['an event handler of the root', svg('', 'width="1" height="1" ONLOAD="alert(1)"')],
    ['an event handler of a prefix', svg('<rect xlink:onclick="x"/>')],
    ['an event handler that is animated', svg('<set attributeName="onclick" to="alert(1)"/>')],
    ['a link', svg('<a href="https://evil.example/"><rect/></a>')],
    ['a link that runs', svg('<a xlink:href="javascript:alert(1)"><rect/></a>')],
    ['a link in entities', svg('<a href="&#106;avascript:alert(1)"/>')],
    ['a link with a break', svg('<a href="&#x0A;java\nscript:alert(1)"/>')],
    ['a link that is animated', svg('<a><animate attributeName="xlink:href" values="javascript:x"/></a>')],
    ['a picture from elsewhere', svg('<image href="https://evil.example/x.png"/>')],
    ['a picture without a scheme', svg('<image href="//evil.example/x.png"/>')],
    ['a picture in it', svg('<image xlink:href="data:image/svg+xml;base64,PHN2Zy8+"/>')],
    ['a use from elsewhere', svg('<use href="other.svg#a"/>')],
    ['an empty reference', svg('<use href=""/>')],
    ['a base', svg('<g xml:base="https://evil.example/"/>')],
    ['a fill from elsewhere', svg('<rect fill="url(https://evil.example/#a)"/>')],
    ['a fill in capitals', svg('<rect fill="URL( //evil.example )"/>')],
    ['a style from elsewhere', svg('<rect style="background:url(\'https://evil.example\')"/>')],
    ['a second url', svg('<rect style="fill:url(#a);mask:url(x)"/>')],
    ['an import', svg('<style>@import "https://evil.example/x.css";</style>')],
    ['an import parted by a comment', svg('<style>@im<!-- -->port "x";</style>')],
    ['an import parted by CDATA', svg('<style>@im<![CDATA[port "x";]]></style>')],
    ['an import in entities', svg('<style>&#64;import "x";</style>')],
    ['a font', svg('<style>@font-face{font-family:x}</style>')],
    ['an escape', svg('<style>.a{fill:\\75rl(https://evil.example)}</style>')],
    ['an escape in an attribute', svg('<rect fill="\\75 rl(x)"/>')],
    ['an image-set', svg('<rect style="fill:image-set(&quot;x&quot; 1x)"/>')],
    ['an image-set of a vendor', svg('<rect style="-webkit-image-set(url(#a) 1x)"/>')],
    ['a url parted by an element', svg('<style>.a{fill:ur<g/>l(x)}</style>')],
    ['a DOCTYPE', `<!DOCTYPE svg [<!ENTITY a "b">]>${svg('&a;')}`],
    ['a DOCTYPE from elsewhere', `<!DOCTYPE svg SYSTEM "https://evil.example/x.dtd">${svg('')}`],
    ['an entity of its own', svg('&evil;')],
    ['an entity that is none', svg('&#0;')],
    ['a surrogate', svg('&#xD800;')],
    ['a lone ampersand', svg('a & b')],
    ['a stylesheet by instruction', `<?xml-stylesheet href="https://evil.example/x.css"?>${svg('')}`],
    ['an instruction inside', svg('<?php echo 1 ?>')],
    ['another encoding', `<?xml version="1.0" encoding="UTF-7"?>${svg('')}`],
    ['no namespace', '<svg width="1" height="1"/>'],
    ['another root', '<html xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'],
    ['two roots', `${svg('')}${svg('')}`],
    ['text behind it', `${svg('')}<!-- --> x`],
    ['an open tag', svg('<g>')],
    ['a wrong end', svg('<g></rect></g>')],
    ['a broken tag', svg('<g a="1"b="2"/>')],
    ['an attribute twice', svg('<g id="a" id="b"/>')],
    ['an attribute without quotes', svg('<g id=a/>')],
    ['an attribute with a tag in it', svg('<g id="<script>"/>')],
    ['a comment that hides', svg('<!-- -- ><script/> -->')],
    ['a control character', svg('<g id="\u0001"/>')],
    ['depth', svg(`${'<g>'.repeat(200)}${'</g>'.repeat(200)}`)],
    ['no size', svg('', 'width="100%"')],
    ['a size of nothing', svg('', 'width="0" height="10"')],
    ['nothing', ''],
    ['no XML', 'hello'],
  ] as const)('%s', ([, source]) => {
    expect(inspectSvg(source)).toEqual({ fault: expect.stringMatching(/^[a-z]/) });
  });
});

test('whatever stands in a picture that is taken, no markup of it runs or fetches', () => {
  // biome-ignore format: a list of pieces
  const piece = fc.constantFrom(
    '<g>', '</g>', '<g', ' ', '>', '/>', '<!--', '-->', '<![CDATA[', ']]>', '"', "'", '=', '&#106;', '&amp;',
    'onload', 'href', 'xlink:href', 'style', '<style>', '</style>', '<script', '</script>', 'url(', ')', '#a',
    'https://evil.example', 'javascript:', '@import', '<?', '?>', '<!DOCTYPE', '\n', '\\', 'fill',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const source = svg(pieces.join(''));
      if ('fault' in inspectSvg(source)) return;
      const bare = source.replaceAll(/<!--.*?-->|<!\[CDATA\[.*?\]\]>/gs, '');
      expect(bare).not.toMatch(/<script[\s/>]|<!DOCTYPE|<\?|<[^>"']*\sonload\s*=/);
      expect(bare).not.toMatch(/<[^>"']*\shref\s*=\s*["'](?!\s*#)/);
    }),
    { numRuns: 3000 },
  );
});
