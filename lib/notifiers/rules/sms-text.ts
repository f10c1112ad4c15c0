/** The alphabet of GSM 03.38; one septet each. */
const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** Its extension; two septets each. */
const extended = new Set('^{}\\[~]|€\f');

/** Signs that would make the whole message dearer, and what says the same. */
const lookalikes: Readonly<Record<string, string>> = {
  '…': '...',
  '“': '"',
  '”': '"',
  '„': '"',
  '‘': "'",
  '’': "'",
  '–': '-',
  '—': '-',
  '·': '-',
  '•': '-',
  '\u00a0': ' ',
  '\u202f': ' ',
};

/**
 * Two parts of 153 septets. One sign outside of the alphabet, and the whole message is counted in UTF-16 units: then
 * four parts of 67, so that as much can be said. Networks deliver best what has at most 320 characters.
 * Source: https://www.twilio.com/docs/glossary/what-sms-character-limit
 */
const maxGsmUnits = 306;
const maxUcs2Units = 268;

/** What a text takes in septets, or null where it is not of the alphabet. */
export function gsmUnits(text: string): number | null {
  let units = 0;
  for (const sign of text) {
    if (basic.has(sign)) units += 1;
    else if (extended.has(sign)) units += 2;
    else return null;
  }
  return units;
}

/** The lines that fit, the last one cut, and then the link, whole: half of one is worse than none. */
export function smsText(lines: readonly string[], link: string): string {
  const plain = lines.map(toPlainSigns);
  const isGsm = gsmUnits([...plain, link].join('\n')) !== null;
  const max = isGsm ? maxGsmUnits : maxUcs2Units;
  const tail = link === '' || unitsOf(link) > max / 2 ? '' : `\n${link}`;
  const room = max - unitsOf(tail);
  let text = '';
  for (const line of plain) {
    const longer = text === '' ? line : `${text}\n${line}`;
    if (unitsOf(longer) > room) {
      text = cutTo(longer, room);
      break;
    }
    text = longer;
  }
  return `${text}${tail}`;
}

/** Right for both encodings: what is cut away may have been all that made the wide one needed. */
function unitsOf(text: string): number {
  let units = 0;
  for (const sign of text) units += extended.has(sign) ? 2 : sign.length;
  return units;
}

function toPlainSigns(text: string): string {
  return Array.from(text, (sign) => lookalikes[sign] ?? sign).join('');
}

/** By code points, so that no half of a character is left. */
function cutTo(text: string, room: number): string {
  const kept: string[] = [];
  let used = 3;
  for (const sign of text) {
    used += unitsOf(sign);
    if (used > room) break;
    kept.push(sign);
  }
  return `${kept.join('').trimEnd()}...`;
}
