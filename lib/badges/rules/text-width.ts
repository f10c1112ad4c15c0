/** Advances of U+0020 to U+007E in hundredths of the font size, measured in DejaVu Sans, which is as wide as Verdana. */
const advances = [
  32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 50, 84, 32, 36, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34,
  34, 84, 84, 84, 53, 100, 68, 69, 70, 77, 63, 58, 77, 75, 29, 29, 66, 56, 86, 75, 79, 60, 79, 69, 63, 61, 73,
  68, 99, 69, 61, 69, 39, 34, 39, 84, 50, 50, 61, 63, 55, 63, 62, 35, 63, 63, 28, 28, 58, 28, 97, 63, 61, 63,
  63, 41, 52, 39, 63, 59, 82, 59, 59, 52, 64, 34, 64, 84,
];

const noAdvance = /[\p{M}\p{Cf}]/u;
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f000}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const otherAdvance = 66;
const wideAdvance = 100;

/** How wide a text is at a font size, in its unit. Beyond ASCII a guess: the text is then fitted into it. */
export function textWidth(text: string, fontSize: number): number {
  let hundredths = 0;
  for (const char of text) hundredths += advanceOf(char);
  return (hundredths * fontSize) / 100;
}

function advanceOf(char: string): number {
  const code = char.codePointAt(0) ?? 0;
  const known = advances[code - 0x20];
  if (known !== undefined) return known;
  if (noAdvance.test(char)) return 0;
  return wide.test(char) ? wideAdvance : otherAdvance;
}
