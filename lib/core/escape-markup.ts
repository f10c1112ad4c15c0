/** For text and for attributes in double quotes, with the four entities that every reader of HTML knows. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** For text and for attributes in either quotes. */
export function escapeXml(text: string): string {
  return escapeHtml(text).replaceAll("'", '&#39;');
}
