/** The value of one cookie; null when it is absent, empty or not decodable. */
export function readCookie(header: string | null, name: string): string | null {
  for (const part of header?.split(';') ?? []) {
    const [key, ...rest] = part.split('=');
    if (key?.trim() !== name) continue;
    try {
      return decodeURIComponent(rest.join('=').trim()) || null;
    } catch {
      return null;
    }
  }
  return null;
}
