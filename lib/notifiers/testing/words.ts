import type { HttpRequest, MailRequest } from '@/lib/notifiers/notifier';
import { textsIn } from '@/lib/notifiers/rules/redact';

/** All texts of a body of JSON, one a line. */
export function jsonWords(request: HttpRequest | MailRequest): string {
  return request.kind === 'http' ? textsIn(JSON.parse(request.body)).join('\n') : '';
}

/** As a person reads it, where escapes are backslashes and parts that nobody sees. */
export function markdownWords(request: HttpRequest | MailRequest): string {
  return jsonWords(request)
    .replaceAll('\u200b', '')
    .replaceAll(/\\([^0-9A-Za-z\s])/g, '$1')
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1');
}

/** As a person reads it, where escapes are entities and markup stands in angle brackets. */
export function entityWords(request: HttpRequest | MailRequest): string {
  return jsonWords(request)
    .replaceAll('\u200b', '')
    .replaceAll(/<(?:[^>|]*\|)?([^>]*)>/g, (_, inner: string) =>
      /^(\/|[a-z]+( |$))/.test(inner) ? '' : inner,
    )
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}
