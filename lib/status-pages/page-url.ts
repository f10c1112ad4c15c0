import { env } from '@/lib/core/env';

/** Where visitors find a page, absolute and without a slash at its end: at its proven domain where there is one. */
export function pageUrl(page: { slug: string }, hostname: string | null): string {
  return hostname === null ? `${env().appUrl}/status/${page.slug}` : `https://${hostname}`;
}
