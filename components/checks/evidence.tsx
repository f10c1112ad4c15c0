import type { RegionEvidence } from '@/lib/incidents/schema';

type Response = NonNullable<RegionEvidence['response']>;

/** What came back, as it came: secrets were cut where it was stored. */
export function ResponseEvidence({ response }: { response: Response }) {
  return (
    <div className="space-y-3 text-sm">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-0.5">
        <dt className="text-ink-faint">Asked</dt>
        <dd className="font-mono text-xs leading-5 break-all">{response.url}</dd>
        {response.redirects.map((redirect) => (
          <div key={redirect} className="contents">
            <dt className="text-ink-faint">Redirected to</dt>
            <dd className="font-mono text-xs leading-5 break-all">{redirect}</dd>
          </div>
        ))}
        {response.remote_address && (
          <>
            <dt className="text-ink-faint">Address</dt>
            <dd className="font-mono text-xs leading-5">{response.remote_address}</dd>
          </>
        )}
      </dl>
      {response.headers.length > 0 && (
        <details>
          <summary className="link inline-block min-h-6 cursor-pointer text-ink-soft">
            {`Headers (${response.headers.length})`}
          </summary>
          <dl className="mt-1 space-y-0.5 rounded-md bg-sunken p-3 font-mono text-xs">
            {response.headers.map(([name, value], index) => (
              <div key={`${name}-${index.toString()}`} className="break-all">
                <dt className="inline text-ink-faint">{name}: </dt>
                <dd className="inline">{value}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
      {response.body !== null && response.body !== '' && (
        <details>
          <summary className="link inline-block min-h-6 cursor-pointer text-ink-soft">
            {response.body_truncated ? 'Start of the body' : 'Body'}
          </summary>
          <pre className="mt-1 max-h-80 overflow-auto rounded-md bg-sunken p-3 font-mono text-xs break-all whitespace-pre-wrap">
            {response.body}
          </pre>
        </details>
      )}
    </div>
  );
}
