import { servePing } from '@/app/ping/serve-ping';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

export const GET = servePing;
export const HEAD = servePing;
export const POST = servePing;
export const OPTIONS = servePing;
export const PUT = servePing;
export const PATCH = servePing;
export const DELETE = servePing;
