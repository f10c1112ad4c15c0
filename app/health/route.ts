export const dynamic = 'force-dynamic';

/** That the process lives, and nothing about what it depends on: `/health/ready` says that. */
export function GET(): Response {
  return Response.json({ status: 'ok' }, { headers: { 'Cache-Control': 'no-store' } });
}
