import { nothingHere, refuse } from '@/lib/web/define-route';

const answer = (request: Request): Response => refuse(request, nothingHere());

export const GET = answer;
export const POST = answer;
export const PUT = answer;
export const PATCH = answer;
export const DELETE = answer;
export const OPTIONS = answer;
