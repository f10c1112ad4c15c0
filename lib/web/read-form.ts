import { readBytes } from '@/lib/web/read-json';

const maxFormBytes = 16 * 1024;

/** The fields of a form that a page without a script sends. Null for a body that is none. @throws HttpFault 413 */
export async function readForm(request: Request): Promise<FormData | null> {
  const bytes = await readBytes(request, maxFormBytes);
  const type = request.headers.get('content-type') ?? '';
  return new Response(new Uint8Array(bytes), { headers: { 'Content-Type': type } })
    .formData()
    .catch(() => null);
}

/** A field as text, '' where it is missing or a file; cut, for none is long. */
export function textOf(form: FormData | null, name: string): string {
  const value = form?.get(name);
  return typeof value === 'string' ? value.slice(0, 1000) : '';
}
