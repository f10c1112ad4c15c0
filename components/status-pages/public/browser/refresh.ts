const intervalMs = 30_000;

/** Parts of the page that change by themselves; what somebody is in is left alone until the next time. */
export function setUpRefresh(afterChange: () => void): void {
  const { ago = '', offline = '', news: newsText = '' } = document.body.dataset;
  const news = document.querySelector<HTMLElement>('#news');
  const relative = new Intl.RelativeTimeFormat(document.documentElement.dataset['locale'] ?? 'en');
  const before = new Map(partsOf(document).map((part) => [part.id, part.outerHTML]));
  if (before.size === 0) return;
  let freshAtMs = Date.now();
  let isOffline = false;
  let isAsking = false;

  const say = (text: string) => {
    if (news === null || news.textContent === text) return;
    news.textContent = text;
  };
  const sayAge = () => {
    const minutes = Math.floor((Date.now() - freshAtMs) / 60_000);
    const age = ago.replace('{ago}', () => relative.format(-Math.max(1, minutes), 'minute'));
    if (isOffline) say(minutes < 1 ? offline : `${offline} ${age}`);
    else if (minutes >= 2) say(age);
  };
  const refresh = async () => {
    if (document.hidden) return sayAge();
    if (isAsking) return;
    isAsking = true;
    try {
      const response = await fetch(location.href, {
        cache: 'no-cache',
        headers: { Accept: 'text/html' },
        signal: AbortSignal.timeout(10_000),
      });
      // Locked again, gone, or moved: a new look at the address says which.
      if (!response.ok || response.redirected) throw new Error('not the page');
      const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
      isOffline = false;
      freshAtMs = Date.now();
      say(sentenceOf(fresh) === sentenceOf(document) ? '' : newsText);
      swap(fresh, before);
      document.title = fresh.title;
      afterChange();
    } catch {
      isOffline = !navigator.onLine;
      sayAge();
    } finally {
      isAsking = false;
    }
  };
  setInterval(refresh, intervalMs);
  document.addEventListener('visibilitychange', refresh);
  addEventListener('online', refresh);
  addEventListener('offline', () => {
    isOffline = true;
    sayAge();
  });
}

function partsOf(page: Document): Element[] {
  return [...page.querySelectorAll('main > [id], .embed')];
}

/** What the page says in one line: how everything is, or of an incident its name and its phase. */
function sentenceOf(page: Document): string {
  return [...page.querySelectorAll('h1, .incident-title .pills')].map((each) => each.textContent).join();
}

/** Compared as the server wrote them: what the script made of them here is no change. */
function swap(fresh: Document, before: Map<string, string>): void {
  for (const part of partsOf(fresh)) {
    const html = part.outerHTML;
    if (before.get(part.id) === html) continue;
    const shown = partsOf(document).find(({ id }) => id === part.id);
    if (shown === undefined || shown.contains(document.activeElement)) continue;
    before.set(part.id, html);
    const closed = [...shown.querySelectorAll('details[id]')].map((details) => ({
      id: details.id,
      isOpen: details.hasAttribute('open'),
    }));
    const taken = document.importNode(part, true);
    for (const { id, isOpen } of closed) {
      taken.querySelector(`[id="${id}"]`)?.toggleAttribute('open', isOpen);
    }
    shown.replaceWith(taken);
  }
}
