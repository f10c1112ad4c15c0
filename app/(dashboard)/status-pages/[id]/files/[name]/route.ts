import { isProductError } from '@/lib/core/errors';
import { getStatusPage } from '@/lib/status-pages/get-status-page';
import { loadPageFile } from '@/lib/status-pages/load-page-file';
import { findOrgContext } from '@/lib/web/require-org-context';

type RouteProps = { params: Promise<{ id: string; name: string }> };

/** A picture of a page for who edits it, whoever may read the page itself. */
export async function GET(_: Request, { params }: RouteProps): Promise<Response> {
  const { id, name } = await params;
  const found = await findOrgContext();
  if (found === null) return nothing();
  try {
    const { files } = await getStatusPage(found.ctx, { id });
    const file = files.find(({ path }) => path === `files/${name}`);
    const bytes = file && (await loadPageFile(found.ctx.db, id, file.kind));
    if (!file || !bytes) return nothing();
    return new Response(Buffer.from(bytes), {
      headers: {
        'Content-Type': file.content_type,
        // A picture that is opened by itself runs nothing, whatever is in it.
        'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        'X-Content-Type-Options': 'nosniff',
        'Cache-Control': 'private, max-age=3600',
      },
    });
  } catch (error) {
    if (isProductError(error)) return nothing();
    throw error;
  }
}

function nothing(): Response {
  return new Response(null, { status: 404, headers: { 'Cache-Control': 'no-store' } });
}
