import { isProductError } from '@/lib/core/errors';
import { getPageFile } from '@/lib/status-pages/get-page-file';
import { findOrgContext } from '@/lib/web/require-org-context';

type RouteProps = { params: Promise<{ id: string; name: string }> };

/** A picture of a page for the previews of its editor. */
export async function GET(_: Request, { params }: RouteProps): Promise<Response> {
  const { id, name } = await params;
  const found = await findOrgContext();
  if (found === null) return nothing();
  try {
    const file = await getPageFile(found.ctx, { page_id: id, path: `files/${name}` });
    return new Response(Buffer.from(file.bytes), {
      headers: {
        'Content-Type': file.contentType,
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
