import { z } from 'zod';
import { pageVariables, reservedSlugs } from '@/lib/status-pages/constants';
import { isAddressRange } from '@/lib/status-pages/rules/address-ranges';
import { isCssValue } from '@/lib/status-pages/rules/css-values';

/** In the address of a page. */
export const pageSlug = z
  .string()
  .trim()
  .min(2)
  .max(60)
  .regex(/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/, { error: 'expected lower-case letters, digits and dashes' })
  .refine((value) => !reservedSlugs.some((reserved) => reserved === value), { error: 'is reserved' });

/** Absolute, and of a kind that runs nothing. */
export const publicLink = z
  .string()
  .trim()
  .max(2048)
  .refine(
    (value) => URL.canParse(value) && ['http:', 'https:', 'mailto:'].includes(new URL(value).protocol),
    {
      error: 'expected an address that begins with https://, http:// or mailto:',
    },
  );

export const pageVariableValues = z
  .partialRecord(z.enum(pageVariables), z.string().trim().max(200))
  .superRefine((given, ctx) => {
    for (const variable of pageVariables) {
      const value = given[variable];
      if (value !== undefined && !isCssValue(variable, value)) {
        ctx.addIssue({
          code: 'custom',
          path: [variable],
          message: 'expected a plain colour (#rrggbb), length or font family',
        });
      }
    }
  });

export const addressRange = z.string().trim().max(50).refine(isAddressRange, {
  error: 'expected an address or a range such as 203.0.113.0/24 or 2001:db8::/32',
});
export const mailDomain = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/, {
    error: 'expected a domain such as example.com',
  });
