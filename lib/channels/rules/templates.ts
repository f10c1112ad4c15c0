import type { Templates } from '@/lib/notifiers/rules/template';

type Patch = { title?: string | null | undefined; body?: string | null | undefined };

/** What is left out stays, `null` takes it away. */
export function patchTemplates(stored: Templates, patch: Patch): Templates {
  return cleanTemplates({ ...stored, ...patch });
}

export function cleanTemplates({ title, body }: Patch): Templates {
  return { ...(title == null ? {} : { title }), ...(body == null ? {} : { body }) };
}
