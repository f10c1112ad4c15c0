/**
 * `<div style="min-height: 66px"><script async src="https://…/status/assets/embed.js" data-page="https://…/status/acme"></script></div>`:
 * puts the banner of the page in the script's place. It comes after what stands around it was laid out, so its room is kept by the
 * element that the script stands in. `data-locale`, `data-theme` (light, dark), `data-width` and `data-title` may be given.
 */
const script = document.currentScript as HTMLScriptElement | null;
const page = script?.dataset['page'];
if (script !== null && page !== undefined && /^https?:\/\//.test(page)) {
  const { locale, theme, title, width } = script.dataset;
  const frame = document.createElement('iframe');
  const base = page.replace(/\/+$/, '');
  frame.src = `${base}${locale ? `/${encodeURIComponent(locale)}` : ''}/embed`;
  frame.title = title ?? 'Status';
  frame.loading = 'lazy';
  frame.referrerPolicy = 'no-referrer';
  frame.setAttribute(
    'sandbox',
    'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox',
  );
  frame.width = '100%';
  frame.height = '66';
  frame.style.cssText = 'display:block;border:0;width:100%;height:66px';
  // The page inside prefers what its frame is.
  if (theme === 'light' || theme === 'dark') frame.style.colorScheme = theme;
  frame.style.maxWidth = width ?? '28rem';
  script.after(frame);
}
