import { serveChecksApi } from '@/lib/web/serve-checks-api';

export const GET = serveChecksApi;
export const POST = serveChecksApi;
export const PUT = serveChecksApi;
export const PATCH = serveChecksApi;
export const DELETE = serveChecksApi;
export const OPTIONS = serveChecksApi;
