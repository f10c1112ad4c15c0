import { liveEndpoints } from '@/app/api/live/endpoints';
import { endpoints } from '@/app/api/v1/endpoints';
import { nothingHere, refuse, serveEndpoint } from '@/lib/web/define-route';
import { matchPath } from '@/lib/web/rules/match-path';

export const dynamic = 'force-dynamic';

const parameters = ({ path }: { path: string }) => path.split('{').length;
/** As Next routes them: `reports/preview` is no report of that id. */
const all = [...liveEndpoints, ...endpoints].toSorted((one, other) => parameters(one) - parameters(other));

/** What the dashboard reads again and again: the readings of the API, for the session of the browser alone. */
export async function GET(request: Request): Promise<Response> {
  const path = new URL(request.url).pathname.replace(/^\/api\/live/, '/api/v1');
  const endpoint = all.find(
    (each) => each.operations.GET !== undefined && matchPath(each.path, path).kind !== 'no_match',
  );
  if (endpoint === undefined) return refuse(request, nothingHere());
  return await serveEndpoint(request, endpoint, 'GET', { path, accepted: 'session' });
}
