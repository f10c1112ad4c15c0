import { cookies } from 'next/headers';
import { isTheme, type Theme, themeCookie } from '@/components/shell/theme';

/** The choice the viewer made; `system` leaves it to the browser. */
export async function readTheme(): Promise<Theme> {
  const value = (await cookies()).get(themeCookie)?.value;
  return isTheme(value) ? value : 'system';
}
