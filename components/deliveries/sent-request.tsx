import { ScrollRegion } from '@/components/ui/scroll-region';
import type { SentRequestView } from '@/lib/alerting/schema';

/** A request as it went out, or would go out: secrets are cut out before it comes here. */
export function SentRequest({ request }: { request: SentRequestView }) {
  const headers = Object.entries(request.headers);
  return (
    <div className="space-y-2">
      <p className="font-mono text-xs break-all">
        <span className="font-semibold">{request.method}</span> {request.url}
      </p>
      {headers.length > 0 && (
        <dl className="font-mono text-xs break-all text-ink-soft">
          {headers.map(([name, value]) => (
            <div key={name}>
              <dt className="inline">{`${name}: `}</dt>
              <dd className="inline">{value}</dd>
            </div>
          ))}
        </dl>
      )}
      <RawText label="Body as sent">{readable(request.body)}</RawText>
    </div>
  );
}

/** What came or went over the wire, letter by letter. */
export function RawText({ label, children }: { label: string; children: string }) {
  if (children === '') return null;
  return (
    <ScrollRegion label={label} className="max-h-72 rounded-md bg-sunken p-3">
      <pre className="font-mono text-xs break-all whitespace-pre-wrap">{children}</pre>
    </ScrollRegion>
  );
}

/** JSON with line breaks; all else as it is. */
function readable(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
