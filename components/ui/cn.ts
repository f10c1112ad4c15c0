import { type ClassValue, clsx } from 'clsx';

/** Joins class names. What overrides a primitive must be a variant (`max-md:hidden`) or another property. */
export function cn(...values: ClassValue[]): string {
  return clsx(values);
}
