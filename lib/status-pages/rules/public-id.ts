const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const mask = (1n << 62n) - 1n;
const space = 36n ** 12n;

/**
 * Twelve base36 characters of an id (`pag_…`, a TypeID): its last 62 random bits, so that none has to be stored. Source for the
 * form: Atlassian Statuspage, whose ids have it.
 */
export function publicId(id: string): string {
  let value = 0n;
  for (const char of id.slice(id.lastIndexOf('_') + 1)) value = value * 32n + BigInt(alphabet.indexOf(char));
  return ((value & mask) % space).toString(36).padStart(12, '0');
}
