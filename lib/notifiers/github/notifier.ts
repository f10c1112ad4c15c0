import { cutText } from '@/lib/core/cut-text';
import { classifyGithub } from '@/lib/notifiers/github/classify';
import { githubKind } from '@/lib/notifiers/github/kind';
import { jsonRequest } from '@/lib/notifiers/json-request';
import { defineNotifier, type HttpRequest, type RenderContext } from '@/lib/notifiers/notifier';
import { jsonOf } from '@/lib/notifiers/rules/classify';
import { type Content, contentOf } from '@/lib/notifiers/rules/content';
import { escapeMarkdown } from '@/lib/notifiers/rules/markdown';
import { markdownBody, markdownLinks } from '@/lib/notifiers/rules/markdown-content';
import type { MessageKind } from '@/lib/notifiers/rules/message';
import { oneLine } from '@/lib/notifiers/rules/short-text';
import { vendorUrl } from '@/lib/notifiers/rules/vendor-url';

/** GitHub takes 256 and 65,536 characters. */
const maxTitlePoints = 250;
const maxBodyUnits = 20_000;

type Config = { repository: string; token: string; labels: string[]; api_url?: string | undefined };

/**
 * An issue for each incident, found again by its number. Sources: https://docs.github.com/en/rest/issues/issues,
 * https://docs.github.com/en/rest/issues/comments
 */
export const githubNotifier = defineNotifier({
  type: 'github',
  kind: githubKind,
  folds: false,
  maxBytes: 150_000,
  // Source: https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api
  minGapMs: 1000,
  render: (message, config, context) => {
    // What a project has done is no issue of its code.
    if (message.kind === 'report') return [];
    const content = contentOf(message, context);
    const number = context.receipt?.['number'];
    return number === undefined
      ? [issueRequest(content, config, context)]
      : followUps(message.kind, number, content, config, context);
  },
  classify: classifyGithub,
  receiptOf: (answer, request) => {
    const number = jsonOf(answer)?.['number'];
    return request.purpose !== 'update' && typeof number === 'number' && Number.isSafeInteger(number)
      ? { number: String(number) }
      : null;
  },
});

function issueRequest(content: Content, config: Config, context: RenderContext): HttpRequest {
  const title = cutText(withoutReferences(oneLine(content.headline)), maxTitlePoints);
  const { labels } = config;
  const body = { title, body: bodyText(content), ...(labels.length === 0 ? {} : { labels }) };
  return request('POST', '', body, config, context);
}

/** A comment; and when all is well again the issue is closed. Somebody may have deleted it meanwhile. */
function followUps(
  kind: MessageKind,
  number: string,
  content: Content,
  config: Config,
  context: RenderContext,
): HttpRequest[] {
  const headline = `**${bodyWords(content.headline)}**`;
  const comment = { body: `${headline}\n\n${bodyText(content)}` };
  const at = `/${encodeURIComponent(number)}`;
  const requests = [request('POST', `${at}/comments`, comment, config, context)];
  if (kind === 'resolved') {
    const closed = { state: 'closed', state_reason: 'completed' };
    requests.push(request('PATCH', at, closed, config, context));
  }
  return requests.map((each) => ({ ...each, purpose: 'update' as const }));
}

function request(
  method: 'POST' | 'PATCH',
  tail: string,
  body: object,
  { repository, token, api_url }: Config,
  { baseUrls }: RenderContext,
): HttpRequest {
  const path = `/repos/${repository}/issues${tail}`;
  const { url, ...where } =
    api_url === undefined
      ? vendorUrl(baseUrls, 'github', 'https://api.github.com', path)
      : { url: `${api_url}${path}` };
  return jsonRequest(url, JSON.stringify(body), {
    ...where,
    method,
    headers: {
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${token}`,
      'x-github-api-version': '2022-11-28',
    },
  });
}

const unseen = '\u200b';

/** Whatever stands in a title or in text: nobody is called, and no other issue is told that it was mentioned. */
function withoutReferences(text: string): string {
  return text
    .replaceAll('@', `@${unseen}`)
    .replaceAll('#', `#${unseen}`)
    .replaceAll(/\bgh-(?=\d)/gi, (sign) => `${sign}${unseen}`);
}

/** A backslash keeps GitHub from reading Markdown, and not from finding references; in code it finds none. */
const dialect = {
  bold: (escaped: string) => `**${escaped}**`,
  escape: (escaped: string) =>
    escaped.startsWith('`')
      ? escaped
      : withoutReferences(escaped.replaceAll('&', '&amp;')).replaceAll(unseen + unseen, unseen),
};

function bodyWords(text: string): string {
  return dialect.escape(escapeMarkdown(text));
}

function bodyText(content: Content): string {
  const links = markdownLinks(content);
  return [markdownBody(content, maxBodyUnits, dialect), links].filter((part) => part !== '').join('\n\n');
}
