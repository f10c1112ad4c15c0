import { type TimeFormat, timeFormats } from '@/components/status-pages/public/format-options';
import { viewerZone, zoneWords } from '@/components/time/zones';

const key = 'stillup-zone';
const original = new WeakMap<HTMLElement, string>();

/** Writes every instant in the visitor's zone, or as the page had it. */
export function writeTimes(isMine: boolean): void {
  const tag = document.documentElement.dataset['locale'] ?? 'en';
  for (const time of document.querySelectorAll<HTMLTimeElement>('time[data-f]')) {
    const before = original.get(time) ?? time.textContent ?? '';
    original.set(time, before);
    time.textContent = isMine ? written(tag, time, time.dataset['f'] as TimeFormat) : before;
  }
  // Whoever serves a stale page knows when it was right, and no language.
  const zone = document.documentElement.dataset['zone'];
  for (const time of document.querySelectorAll<HTMLTimeElement>('.stale time')) {
    time.textContent = written(tag, time, 'stamp', isMine ? undefined : zone);
  }
}

/** In the visitor's zone where none is said. */
function written(tag: string, time: HTMLTimeElement, name: TimeFormat, timeZone?: string): string {
  const format = new Intl.DateTimeFormat(tag, { ...timeFormats[name], ...(timeZone && { timeZone }) });
  const at = new Date(time.dateTime);
  const until = time.dataset['until'];
  return until === undefined ? format.format(at) : format.formatRange(at, new Date(until));
}

/** Storage may be forbidden: then the choice lasts as long as the page. */
function remembered(): boolean {
  try {
    return localStorage.getItem(key) === 'mine';
  } catch {
    return false;
  }
}

function remember(isMine: boolean): void {
  try {
    localStorage.setItem(key, isMine ? 'mine' : 'page');
  } catch {}
}

/** The button in the footer; what it says whether times are the visitor's is asked again after each refresh. */
export function setUpZone(): () => void {
  const toggle = document.querySelector<HTMLButtonElement>('#zone-toggle');
  const name = document.querySelector<HTMLElement>('#zone-name');
  if (toggle === null || name === null) return () => {};
  const pageText = name.textContent ?? '';
  const mine = zoneWords(viewerZone());
  let isMine = remembered();
  const show = () => {
    writeTimes(isMine);
    const { page = '', mine: label = '', in: template = '{zone}' } = toggle.dataset;
    toggle.textContent = isMine ? page : label;
    name.textContent = isMine ? template.replace('{zone}', () => mine) : pageText;
  };
  toggle.hidden = false;
  toggle.addEventListener('click', () => {
    isMine = !isMine;
    remember(isMine);
    show();
  });
  show();
  return show;
}
