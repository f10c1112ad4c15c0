/** An address that runs nothing. What is stored was checked; a page of others is no place to rely on that. */
export function safeHref(url: string): string {
  return /^(?:https?:\/\/|mailto:|\/(?!\/))/i.test(url) ? url : '#';
}
