import type { BadgeStyle } from '@/lib/badges/constants';
import { labelColor, textColorOn } from '@/lib/badges/rules/badge-colors';
import { textWidth } from '@/lib/badges/rules/text-width';
import { escapeXml } from '@/lib/core/escape-markup';

/** `label` and `message` are lines as `toLine` makes them; without a label there is only the message. */
export type Badge = { label: string; message: string; color: string };

type Shape = { height: number; radius: number; fontSize: number; padding: number; spacing: number };

const shapes: Record<BadgeStyle, Shape> = {
  flat: { height: 20, radius: 3, fontSize: 11, padding: 6, spacing: 0 },
  'flat-square': { height: 20, radius: 0, fontSize: 11, padding: 6, spacing: 0 },
  'for-the-badge': { height: 28, radius: 0, fontSize: 10, padding: 10, spacing: 1 },
};

type Part = { text: string; fill: string; x: number; width: number; textWidth: number };

/** An SVG without scripts, styles, links or ids, so that it can stand anywhere, also twice. */
export function renderBadge({ label, message, color }: Badge, style: BadgeStyle): string {
  const shape = shapes[style];
  const write = (text: string) => (shape.spacing > 0 ? text.toUpperCase() : text);
  const left = label === '' ? null : layPart(write(label), labelColor, 0, shape);
  const right = layPart(write(message), color, left?.width ?? 0, shape);
  const parts = left === null ? [right] : [left, right];
  const width = right.x + right.width;
  const name = escapeXml(label === '' ? message : `${label}: ${message}`);
  const spacing = shape.spacing > 0 ? ` letter-spacing="${shape.spacing}"` : '';
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${shape.height}" `,
    `viewBox="0 0 ${width} ${shape.height}" role="img" aria-label="${name}"><title>${name}</title>`,
    ...parts.map((part) => drawGround(part, shape, { isFirst: part.x === 0, isLast: part === right })),
    `<g font-family="Verdana,Geneva,DejaVu Sans,sans-serif" font-size="${shape.fontSize}"${spacing}>`,
    ...parts.map((part) => drawText(part, shape)),
    '</g></svg>',
  ].join('');
}

function layPart(text: string, fill: string, x: number, shape: Shape): Part {
  const letters = Array.from(text).length;
  const inner = Math.round(textWidth(text, shape.fontSize) + letters * shape.spacing);
  return { text, fill, x, width: inner + 2 * shape.padding, textWidth: inner };
}

function drawGround(part: Part, shape: Shape, { isFirst, isLast }: { isFirst: boolean; isLast: boolean }) {
  const { x, width, fill } = part;
  const { height, radius } = shape;
  const [l, r] = [isFirst ? radius : 0, isLast ? radius : 0];
  const corner = (size: number, dx: number, dy: number) =>
    size === 0 ? '' : `a${size} ${size} 0 0 1 ${dx} ${dy}`;
  const d = [
    `M${x + l} 0H${x + width - r}${corner(r, r, r)}V${height - r}${corner(r, -r, r)}`,
    `H${x + l}${corner(l, -l, -l)}V${l}${corner(l, l, -l)}z`,
  ].join('');
  return `<path fill="${fill}" d="${d}"/>`;
}

function drawText(part: Part, shape: Shape): string {
  const y = Math.round(shape.height / 2 + shape.fontSize * 0.36);
  const fit = part.textWidth === 0 ? '' : ` textLength="${part.textWidth}" lengthAdjust="spacingAndGlyphs"`;
  const fill = textColorOn(part.fill);
  return `<text x="${part.x + shape.padding}" y="${y}" fill="${fill}"${fit}>${escapeXml(part.text)}</text>`;
}
