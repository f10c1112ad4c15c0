import { notFound } from 'next/navigation';
import { isProductError } from '@/lib/core/errors';

/** For pages: what a verb does not find, or may not show, is a page that does not exist. */
export async function orNotFound<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (isProductError(error) && (error.code === 'not_found' || error.code === 'invalid')) notFound();
    throw error;
  }
}
