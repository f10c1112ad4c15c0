import { z } from 'zod';
import { requestUrl } from '@/lib/net/schema';

/** An address that may be requested, and that is of the form which the vendor gives out: `faultOf` says what is wrong. */
export function checkedUrl(faultOf: (url: URL) => string | null) {
  return z
    .string()
    .trim()
    .max(2048)
    .pipe(requestUrl)
    .superRefine((value, ctx) => {
      const fault = URL.canParse(value) ? faultOf(new URL(value)) : null;
      if (fault !== null) ctx.addIssue({ code: 'custom', message: fault });
    });
}
