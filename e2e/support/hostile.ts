/** Where what runs would call: every request to it fails the test. */
export const foreignHost = 'evil.test';

/** Short enough for names. */
export const hostileNames = [
  '"><img src=x onerror=alert(1)>',
  '</title><script>alert(1)</script>',
  "';alert(1)//<svg/onload=alert(1)>",
  '</script><script>alert(1)</script>',
  '{{constructor.constructor("alert(1)")()}}',
  '__STATUS_PAGE_BASE__"onmouseover="alert(1)',
  '<!--stale--><img src=x onerror=alert(1)>',
  ']]><script>alert(1)</script>',
  '&lt;img src=x onerror=alert(1)&gt;',
] as const;

/** Markdown of an incident: HTML, addresses that run, pictures of others, what breaks out of what stands around it. */
export const hostileMarkdown = [
  ...hostileNames,
  `<img src="https://${foreignHost}/a.png">`,
  `![a picture](https://${foreignHost}/b.png)`,
  `![](javascript:alert(1))`,
  '[press me](javascript:alert(1))',
  '[press me](JaVaScRiPt:alert(1))',
  '[press me](java\tscript:alert(1))',
  '[press me](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)',
  '[press me](vbscript:msgbox(1))',
  '[press me](https://example.com" onmouseover="alert(1))',
  '<javascript:alert(1)>',
  '[x]: javascript:alert(1)\n\n[x]',
  `<link rel=stylesheet href=//${foreignHost}/s.css>`,
  `<style>@import url(//${foreignHost}/s.css)</style>`,
  `<iframe srcdoc="<script>parent.alert(1)</script>"></iframe>`,
  `<form action="https://${foreignHost}"><button>Send</button></form>`,
  `<meta http-equiv=refresh content="0;url=https://${foreignHost}/">`,
  `<base href="https://${foreignHost}/">`,
  '<details open ontoggle=alert(1)>',
  '<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  '```html\n</code></pre><script>alert(1)</script>\n```',
].join('\n\n');

/** Refused, or made harmless. */
export const hostileColours = [
  'red;}',
  '#fff;background:url(//evil.test)',
  'url(https://evil.test/x)',
] as const;

export const hostileVariables: readonly Record<string, string>[] = [
  { background: `url(https://${foreignHost}/x)` },
  { background: '#fff;} body{display:none' },
  { text: '</style><script>alert(1)</script>' },
  { font: `x;} @import url(//${foreignHost}/s.css);` },
  { radius: 'expression(alert(1))' },
  { width: `1px;background-image:url(//${foreignHost}/x)` },
  { border: '\\75rl(//evil.test)' },
];

const svg = (inside: string, attributes = '') =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="20" height="20" ${attributes}>${inside}</svg>`;

export const hostilePictures: readonly string[] = [
  svg('<script>alert(1)</script>'),
  svg('<script href="https://evil.test/x.js"/>'),
  svg('<rect width="9" height="9"/>', 'onload="alert(1)"'),
  svg('<rect width="9" height="9" onclick="alert(1)"/>'),
  svg('<a xlink:href="javascript:alert(1)"><rect width="9" height="9"/></a>'),
  svg(
    '<foreignObject width="9" height="9"><body xmlns="http://www.w3.org/1999/xhtml"><img src="x" onerror="alert(1)"/></body></foreignObject>',
  ),
  svg('<image href="https://evil.test/x.png" width="9" height="9"/>'),
  svg('<use href="https://evil.test/x.svg#a"/>'),
  svg('<style>@import url(https://evil.test/s.css);</style>'),
  svg('<rect width="9" height="9" style="fill:url(https://evil.test/x)"/>'),
  svg('<animate attributeName="href" values="javascript:alert(1)"/>'),
  svg('<set attributeName="onmouseover" to="alert(1)"/>'),
  `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>${svg('<text>&x;</text>')}`,
  `<?xml-stylesheet href="https://evil.test/s.css"?>${svg('<rect width="9" height="9"/>')}`,
  '<html><script>alert(1)</script></html>',
];
