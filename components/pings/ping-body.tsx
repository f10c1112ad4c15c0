import { CopyButton } from '@/components/ui/copy-button';
import { ScrollRegion } from '@/components/ui/scroll-region';
import type { PingDetailView } from '@/lib/pings/schema';

type PingBodyProps = { body: string; encoding: PingDetailView['body_encoding']; bytes: number };

/** What came, as it came: as text, or as base64 where it is none. */
export function PingBody({ body, encoding, bytes }: PingBodyProps) {
  const isText = encoding === 'utf8';
  return (
    <div className="overflow-hidden rounded-md border border-line bg-sunken">
      <div className="flex min-h-9 items-center justify-between gap-3 border-b border-line py-1 pr-1 pl-3">
        <span className="text-sm text-ink-faint">
          {isText ? `${bytes} bytes` : `${bytes} bytes that are no text, in base64`}
        </span>
        <CopyButton value={body} />
      </div>
      <ScrollRegion label="Body of the ping" className="max-h-96 p-3">
        <pre className="font-mono text-xs wrap-anywhere whitespace-pre-wrap">{body}</pre>
      </ScrollRegion>
    </div>
  );
}
