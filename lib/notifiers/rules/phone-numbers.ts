import { z } from 'zod';

/** E.164: a plus, the country's code, at most 15 digits. Spaces, hyphens and parentheses may stand between them. */
export const phoneNumber = z
  .string()
  .max(40)
  .transform((text) => text.replaceAll(/[\s().-]/g, ''))
  .pipe(
    z
      .string()
      .regex(
        /^\+[1-9]\d{6,14}$/,
        'write the number with a plus and the code of its country, as in +4915112345678',
      ),
  );

/** Each number once, in the order in which they were given: a retry goes on where the attempt before it stopped. */
export const phoneNumbers = z
  .array(phoneNumber)
  .min(1)
  .max(10)
  .transform((numbers) => [...new Set(numbers)]);
