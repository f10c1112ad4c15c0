type Traversal = Pick<NavigateEvent, 'navigationType' | 'cancelable' | 'defaultPrevented'> & {
  destination: Pick<NavigationDestination, 'key' | 'sameDocument' | 'url'>;
};

/**
 * The entry of the history that the back or forward button leads to, where we have to ask before. Null where the page stays, and where
 * another document is loaded: then the browser asks itself, by `beforeunload`. What was asked just now and is pressed again without
 * anything else cannot be held up: browsers let nobody be trapped.
 */
export function leftByHistory(event: Traversal, here: string): string | null {
  const { navigationType, cancelable, defaultPrevented, destination } = event;
  if (navigationType !== 'traverse' || !cancelable || defaultPrevented || !destination.sameDocument)
    return null;
  return placeOf(destination.url) === placeOf(here) ? null : destination.key;
}

/** Without the part of the page. */
function placeOf(address: string): string {
  const { origin, pathname, search } = new URL(address);
  return origin + pathname + search;
}

/** Where a click leads within the product; null where it stays here, or opens another tab. */
export function leftByLink(event: MouseEvent): string | null {
  if (event.defaultPrevented || event.button !== 0) return null;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (link === null || link.target === '_blank' || link.origin !== window.location.origin) return null;
  if (link.pathname === window.location.pathname && link.hash !== '') return null;
  return link.pathname + link.search;
}
