import type { VendorMessage } from './vendors';

function toHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function card({ vendor, at, shown, status, answer, body }: VendorMessage): string {
  const links = (shown?.links ?? [])
    .filter(({ url }) => /^https?:/.test(url))
    .map(({ label, url }) => `<a href="${toHtml(url)}">${toHtml(label)}</a>`)
    .join(' ');
  const head = `<header><b>${toHtml(vendor)}</b> <time>${toHtml(at.slice(11, 19))} UTC</time></header>`;
  const refused = `<h2>Refused with ${status}</h2><pre>${toHtml(answer)}</pre>`;
  const words = shown === null ? refused : `<h2>${toHtml(shown.title)}</h2><pre>${toHtml(shown.text)}</pre>`;
  const label = shown?.kind === 'changed' ? '<small>changed an earlier message</small>' : '';
  return `<article>${head}${label}${words}<p>${links}</p><details><summary>As it was sent</summary><pre>${toHtml(body)}</pre></details></article>`;
}

/** What the vendors got, the newest first, for whoever plays with the demo. */
export function vendorsPage(messages: readonly VendorMessage[]): string {
  const cards = [...messages].reverse().slice(0, 200).map(card).join('\n');
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="5"><title>What the vendors got</title>
<style>
:root { color-scheme: light dark }
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem }
main { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(20rem, 1fr)) }
article { border: 1px solid color-mix(in srgb, currentcolor 20%, transparent); border-radius: 8px; padding: 1rem; overflow-wrap: anywhere }
header { display: flex; justify-content: space-between } h1 { font-size: 1.3rem } h2 { font-size: 1rem; margin: .4rem 0 }
pre { white-space: pre-wrap; font: 12px/1.5 ui-monospace, monospace; margin: 0 } a { margin-right: .8rem } time, small { opacity: .7 }
</style>
<h1>What the vendors got</h1>
<p>Local stand-ins for Slack, Discord, Telegram, Google Chat, Teams, PagerDuty and WhatsApp. Nothing leaves this machine.</p>
<main>${cards === '' ? '<p>Nothing yet. The next outage of the demo, or a test from a channel’s page, shows here.</p>' : cards}</main>
</html>`;
}
