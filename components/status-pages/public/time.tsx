import { Fill } from '@/components/status-pages/public/fill';
import type { TimeFormat } from '@/components/status-pages/public/format-options';
import type { PageContext } from '@/components/status-pages/public/page-context';

type Props = { context: PageContext; atMs: number; format?: TimeFormat };

/** An instant in the page's zone; the script writes it in the visitor's where that is asked for. */
export function Time({ context, atMs, format = 'stamp' }: Props) {
  const iso = new Date(atMs).toISOString();
  return (
    <time dateTime={iso} data-f={format} title={iso}>
      {context.formats.instant(format, atMs)}
    </time>
  );
}

export function LastChecked({ context, atMs }: { context: PageContext; atMs: number }) {
  const time = <Time context={context} atMs={atMs} format="time" />;
  return <Fill text={context.words.lastChecked} with={{ time }} />;
}

/** From one instant until another, said once where both are of one day. */
export function TimeRange({ context, fromMs, toMs }: { context: PageContext; fromMs: number; toMs: number }) {
  return (
    <time dateTime={new Date(fromMs).toISOString()} data-f="range" data-until={new Date(toMs).toISOString()}>
      {context.formats.range(fromMs, toMs)}
    </time>
  );
}
