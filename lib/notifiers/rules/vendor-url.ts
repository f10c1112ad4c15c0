/**
 * An address at a vendor, or where the operator has put that vendor (`TELEGRAM_BASE_URL` for `telegram`).
 * `path` begins with a slash.
 */
export function vendorUrl(
  baseUrls: Readonly<Record<string, string>>,
  vendor: string,
  usual: string,
  path: string,
): { url: string; isOperatorUrl: boolean } {
  const set = baseUrls[vendor];
  return { url: `${(set ?? usual).replace(/\/+$/, '')}${path}`, isOperatorUrl: set !== undefined };
}
