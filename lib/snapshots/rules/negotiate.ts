export type Encoding = 'br' | 'gzip' | 'identity';

const preferred: readonly Encoding[] = ['br', 'gzip', 'identity'];

/**
 * Of those that there are, the one the client likes most; where it likes several the same, the smallest. Who refuses all of
 * them gets the plain one. Source: RFC 9110, section 12.5.3
 */
export function chooseEncoding(header: string | undefined, available: readonly Encoding[]): Encoding {
  if (header === undefined) return 'identity';
  const weights = readWeights(header);
  let best: Encoding = 'identity';
  let bestWeight = 0;
  for (const encoding of preferred) {
    const weight = available.includes(encoding) ? weightOf(encoding, weights) : 0;
    if (weight > bestWeight) [best, bestWeight] = [encoding, weight];
  }
  return best;
}

function weightOf(encoding: Encoding, weights: ReadonlyMap<string, number>): number {
  const named = weights.get(encoding) ?? (encoding === 'gzip' ? weights.get('x-gzip') : undefined);
  if (named !== undefined) return named;
  const others = weights.get('*');
  // Nobody has to name it, so it comes after whatever was named with any weight.
  if (encoding === 'identity') return others ?? 0.0001;
  return others ?? 0;
}

function readWeights(header: string): Map<string, number> {
  const weights = new Map<string, number>();
  for (const part of header.slice(0, 500).split(',')) {
    const [name = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
    if (name === '') continue;
    const given = parameters.find((piece) => piece.startsWith('q='))?.slice(2);
    weights.set(name, given === undefined ? 1 : readWeight(given));
  }
  return weights;
}

function readWeight(text: string): number {
  return /^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(text) ? Number(text) : 0;
}

const tagEndings: Readonly<Record<Encoding, string>> = { br: '-br', gzip: '-gz', identity: '' };

/** Other bytes, another strong tag: each encoding has its own. `tag`: without quotation marks. Source: RFC 9110, section 8.8.3.3 */
export function tagOf(tag: string, encoding: Encoding): string {
  return `"${tag}${tagEndings[encoding]}"`;
}

/** If-None-Match names this content, in whichever encoding it was sent. Source: RFC 9110, section 13.1.2 */
export function isKnownTag(header: string, tag: string): boolean {
  if (header.trim() === '*') return true;
  return header.split(',', 50).some((entry) => {
    const text = entry.trim().replace(/^W\//, '');
    return preferred.some((encoding) => text === tagOf(tag, encoding));
  });
}
