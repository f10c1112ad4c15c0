/** Seen by nobody; parts what some chat would take for a mention, a link or a fence. */
const unseen = '\u200b';

/**
 * Text as it stands, for chats that know a kind of Markdown with escapes by backslash. No name becomes a mention, no
 * address a link, whatever is in it.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replaceAll(/[\\*_~`|<>[\]#]/g, '\\$&')
    .replaceAll('@', `@${unseen}`)
    .replaceAll('://', `:${unseen}//`);
}

/** Between fences nothing is markup but the fence; Slack's links and calls are turned before, by those who know them. */
export function codeBlock(text: string): string {
  const quiet = text
    .replaceAll('`', `\`${unseen}`)
    .replaceAll('@', `@${unseen}`)
    .replaceAll(/<(?=[!@]|[a-z]+:)/gi, `<${unseen}`);
  return `\`\`\`\n${quiet}\n\`\`\``;
}

/** A plain address is shown as it is, to be copied, and is no link; all else is escaped. */
export function valueMarkdown(value: string, escaped: (text: string) => string = escapeMarkdown): string {
  return /^https?:\/\/(?!.*<!)[^\s`@|]+$/.test(value) ? `\`${value}\`` : escaped(value);
}
