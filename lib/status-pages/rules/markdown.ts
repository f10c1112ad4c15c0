import MarkdownIt, { type Token } from 'markdown-it';

/** What is read at the most: longer than any field that holds Markdown. */
const maxSourceLength = 20_000;
/** Titles of pages and incidents stand above whatever is written in one. */
const headingShift = 3;
/** What no reader sees, and what would turn the text around it. */
const unfit = /[^\P{Cc}\n\t]|[\p{Cs}\ufffe\uffff\u202d\u202e]/gu;

const reader = createReader();

/**
 * Markdown of people as HTML that may stand in a page: no raw HTML, no images, links only to http, https and mailto, and
 * no attribute but `href`, `rel` and `start`. Tables and code among it.
 */
export function renderMarkdown(source: string): string {
  return reader.render(tidy(source));
}

/** The same as plain text: for mails, feeds and descriptions. Links keep their address. */
export function markdownText(source: string): string {
  return textOf(reader.parse(tidy(source), {}));
}

function tidy(source: string): string {
  return source.slice(0, maxSourceLength).replace(/\r\n?/g, '\n').replace(unfit, '');
}

function createReader(): MarkdownIt {
  const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true });
  markdown.disable('image');
  markdown.validateLink = isHarmless;
  // Only what says itself that it is a link becomes one: `api.example.com` may be the name of a thing.
  markdown.linkify.set({ fuzzyLink: false, fuzzyIP: false });
  markdown.core.ruler.push('plain_attributes', ({ tokens }) => {
    for (const token of tokens) {
      tidyToken(token);
      if (token.children !== null) token.children = withoutEmptyLinks(token.children);
      for (const child of token.children ?? []) tidyToken(child);
    }
  });
  markdown.renderer.rules['fence'] = (tokens, index) => codeBlock(markdown, tokens[index]);
  markdown.renderer.rules['code_block'] = (tokens, index) => codeBlock(markdown, tokens[index]);
  return markdown;
}

function isHarmless(url: string): boolean {
  return /^(?:https?:\/\/|mailto:)/i.test(url) && URL.canParse(url);
}

/** `[x]()` has no address that could be refused, and would lead to the page that it stands in. */
function withoutEmptyLinks(children: readonly Token[]): Token[] {
  let isEmpty = false;
  return children.filter((child) => {
    if (child.type === 'link_open') isEmpty = (child.attrGet('href') ?? '') === '';
    return !isEmpty || (child.type !== 'link_open' && child.type !== 'link_close');
  });
}

function codeBlock(markdown: MarkdownIt, token: Token | undefined): string {
  return `<pre><code>${markdown.utils.escapeHtml(token?.content ?? '')}</code></pre>\n`;
}

function tidyToken(token: Token): void {
  const kept = token.type === 'link_open' ? ['href'] : token.type === 'ordered_list_open' ? ['start'] : [];
  const attrs = (token.attrs ?? []).filter(([name]) => kept.includes(name));
  if (token.type === 'link_open') attrs.push(['rel', 'noopener nofollow ugc']);
  token.attrs = attrs.length === 0 ? null : attrs;
  if (token.type === 'heading_open' || token.type === 'heading_close') {
    token.tag = `h${Math.min(6, Number(token.tag.slice(1)) + headingShift)}`;
  }
}

/** After which an empty line stands. */
const blocks = ['paragraph_close', 'heading_close', 'bullet_list_close', 'ordered_list_close', 'table_close'];

function textOf(tokens: readonly Token[]): string {
  let text = '';
  for (const token of tokens) {
    if (token.type === 'inline') text += inlineText(token.children ?? []);
    else if (token.type === 'fence' || token.type === 'code_block') text += `${token.content.trimEnd()}\n\n`;
    else if (token.type === 'list_item_open') text = `${onNewLine(text)}- `;
    else if (token.type === 'th_close' || token.type === 'td_close') text += '  ';
    else if (token.type === 'tr_close') text = `${text.trimEnd()}\n`;
    else if (!token.hidden && blocks.includes(token.type)) text = `${onNewLine(text)}\n`;
  }
  return text
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function onNewLine(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}

function inlineText(children: readonly Token[]): string {
  let text = '';
  let link = { href: '', at: 0 };
  for (const child of children) {
    if (child.type === 'link_open') link = { href: child.attrGet('href') ?? '', at: text.length };
    else if (child.type === 'link_close') {
      const label = text.slice(link.at);
      if (!isSameAddress(label, link.href)) text += ` (${link.href})`;
    } else if (child.type === 'softbreak' || child.type === 'hardbreak') text += '\n';
    else text += child.content;
  }
  return text;
}

function isSameAddress(label: string, href: string): boolean {
  return label === href || `mailto:${label}` === href || `${label}/` === href;
}
