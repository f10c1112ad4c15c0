import { caddyfile } from '@/components/status-pages/domains/words';
import { CopyButton, CopyLine } from '@/components/ui/copy-button';
import { Panel } from '@/components/ui/panel';
import { ScrollRegion } from '@/components/ui/scroll-region';

/** Visitors come by https: what stands in front of Stillup must have a certificate for each name. */
export function TlsNote({ appUrl }: { appUrl: string }) {
  const ask = `${appUrl}/api/domains/ask`;
  const example = caddyfile(ask, new URL(appUrl).host);
  return (
    <Panel title="Certificates">
      <div className="space-y-3 pt-1">
        <p className="max-w-prose text-ink-soft">
          The proxy in front of Stillup gets a certificate for a name when it is first called by it, and asks
          here whether it may: only a proven name of a published page is allowed. This is the address to ask.
        </p>
        <CopyLine value={ask} label="Copy address" />
        <details>
          <summary className="min-h-6 cursor-pointer text-sm text-ink-soft hover:text-ink">
            As a Caddyfile
          </summary>
          <div className="mt-2 space-y-2">
            <ScrollRegion label="Caddyfile" className="rounded-md border border-line bg-sunken p-3">
              <pre className="font-mono text-sm">{example}</pre>
            </ScrollRegion>
            <CopyButton value={example} label="Copy Caddyfile" />
          </div>
        </details>
      </div>
    </Panel>
  );
}
