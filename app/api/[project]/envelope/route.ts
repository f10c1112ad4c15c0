import { serveCheckIn } from '@/app/ping/serve-check-in';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

export const GET = serveCheckIn;
export const HEAD = serveCheckIn;
export const POST = serveCheckIn;
export const OPTIONS = serveCheckIn;
export const PUT = serveCheckIn;
export const PATCH = serveCheckIn;
export const DELETE = serveCheckIn;
