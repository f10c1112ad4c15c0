import { isId, newId } from '@/lib/core/ids';
import { requestIdHeader } from '@/lib/web/constants';

/** The id that the gateway gave the request, so that both log the same one; a new one where there is none. */
export function readRequestId(request: Request): string {
  const given = request.headers.get(requestIdHeader) ?? '';
  return isId('req', given) ? given : newId('req');
}
