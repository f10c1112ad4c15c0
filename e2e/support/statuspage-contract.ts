import {
  contractFaults,
  type StatuspagePath,
  statuspagePaths,
} from '@/lib/snapshots/testing/statuspage-contract';

/**
 * Asks a page, given by its address, as a client of Atlassian Statuspage's API v2 would, and says what that client would
 * stumble over: the headers of every document, HEAD and 304 among it, and what stands in them.
 */
export async function checkStatuspageContract(baseUrl: string): Promise<string[]> {
  const base = baseUrl.replace(/\/$/, '');
  const faults: string[] = [];
  const documents: Partial<Record<StatuspagePath, unknown>> = {};
  for (const path of statuspagePaths) {
    const url = `${base}/api/v2/${path}`;
    const response = await fetch(url);
    const say = (fault: string) => faults.push(`${path}: ${fault}`);
    for (const fault of headerFaults(response)) say(fault);
    documents[path] = await response.json().catch(() => null);
    const head = await fetch(url, { method: 'HEAD' });
    if (!head.ok || (await head.text()) !== '') say(`HEAD answers ${head.status}`);
    const etag = response.headers.get('etag');
    if (etag === null) continue;
    const again = await fetch(url, { headers: { 'if-none-match': etag } });
    await again.text();
    if (again.status !== 304) say(`with its own ETag it answers ${again.status}, not 304`);
  }
  const unknown = await fetch(`${base}/api/v2/nope.json`);
  await unknown.text();
  if (unknown.status !== 404) faults.push(`an unknown document answers ${unknown.status}, not 404`);
  const all = Object.fromEntries(statuspagePaths.map((path) => [path, documents[path]]));
  return [...faults, ...contractFaults(all as Record<StatuspagePath, unknown>)];
}

function headerFaults({ status, headers }: Response): string[] {
  return [
    ...(status === 200 ? [] : [`answers ${status}`]),
    ...(/application\/json/.test(headers.get('content-type') ?? '') ? [] : ['is not sent as JSON']),
    ...(headers.get('access-control-allow-origin') === '*' ? [] : ['allows no other origin to read it']),
    ...(headers.has('etag') ? [] : ['has no ETag']),
    ...(/max-age=\d+/.test(headers.get('cache-control') ?? '') ? [] : ['has no max-age']),
  ];
}
