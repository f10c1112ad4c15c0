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
 * four parts of 67, so that as much can be said. Source: https://www.twilio.com/docs/glossary/what-is-gsm-7-character-encoding
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
  const count = (text: string) => (isGsm ? (gsmUnits(text) ?? text.length) : text.length);
  const max = isGsm ? maxGsmUnits : maxUcs2Units;
  const tail = link === '' || count(link) > max / 2 ? '' : `\n${link}`;
  const room = max - count(tail);
  let text = '';
  for (const line of plain) {
    const longer = text === '' ? line : `${text}\n${line}`;
    if (count(longer) > room) {
      text = cutTo(longer, room, count);
      break;
    }
    text = longer;
  }
  return `${text}${tail}`;
}

function toPlainSigns(text: string): string {
  return Array.from(text, (sign) => lookalikes[sign] ?? sign).join('');
}

/** By code points, so that no half of a character is left. */
function cutTo(text: string, room: number, count: (text: string) => number): string {
  const kept: string[] = [];
  let used = 3;
  for (const sign of text) {
    used += count(sign);
    if (used > room) break;
    kept.push(sign);
  }
  return `${kept.join('').trimEnd()}...`;
}
