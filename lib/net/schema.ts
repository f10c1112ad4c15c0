import { z } from 'zod';
import { parseTarget } from '@/lib/net/rules/parse-target';

/** RFC 9110 token. */
export const headerNamePattern = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** Visible Latin-1 with inner spaces and tabs: whatever else would smuggle a second header or request. */
const headerValuePattern = /^[\t\u0020-\u007e\u0080-\u00ff]*$/;

/** A URL that Stillup may request, as far as it can be told without a look-up. */
export const requestUrl = z
  .string()
  .min(1)
  .max(2048)
  .superRefine((value, ctx) => {
    const parsed = parseTarget(value);
    if (!parsed.ok) ctx.addIssue({ code: 'custom', message: parsed.message });
  });

/** Headers that a user adds to a request. `reserved`, in lower case, are set by `setBy` and by nobody else. */
export function requestHeaders(options: { reserved: ReadonlySet<string>; setBy: string; max: number }) {
  const { reserved, setBy, max } = options;
  return z
    .record(
      z.string().min(1).max(128).regex(headerNamePattern, 'not a valid header name'),
      z.string().max(4096),
    )
    .superRefine((value, ctx) => {
      const seen = new Set<string>();
      for (const [name, content] of Object.entries(value)) {
        const lower = name.toLowerCase();
        const say = (message: string) => ctx.addIssue({ code: 'custom', path: [name], message });
        if (reserved.has(lower)) say(`this header is set by ${setBy} itself`);
        if (seen.has(lower)) say('this header is given twice');
        if (!headerValuePattern.test(content)) {
          say('a header value is one line of Latin-1 without control characters');
        }
        seen.add(lower);
      }
      if (seen.size > max) ctx.addIssue({ code: 'custom', message: `at most ${max} headers` });
    });
}
