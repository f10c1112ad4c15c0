import { defaultAccent, type PageVariable, pageVariables } from '@/lib/status-pages/constants';
import type { PageBranding } from '@/lib/status-pages/schema';

const hexColor = /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i;
const length = /^(?:0|\d{1,4}(?:\.\d{1,2})?(?:px|rem|em|ch))$/;
/** Names of families only: no quotes, no parentheses, nothing that ends a declaration. */
const families = /^[\p{L}\d][\p{L}\d -]{0,60}(?:, ?[\p{L}\d][\p{L}\d -]{0,60}){0,5}$/u;

/** Whether a value may stand in a page's style as it is. What is not a plain colour, length or family is refused. */
export function isCssValue(name: PageVariable, value: string): boolean {
  switch (name) {
    case 'background':
    case 'surface':
    case 'text':
    case 'muted':
    case 'border':
    case 'accent-text':
      return hexColor.test(value);
    case 'radius':
    case 'width':
      return length.test(value);
    case 'font':
      return families.test(value);
  }
}

export function isHexColor(value: string): boolean {
  return hexColor.test(value);
}

/** A look without what may not stand in a style: such a value is the default again. */
export function safeLook<T extends Pick<PageBranding, 'accent' | 'variables'>>(look: T): T {
  const variables: PageBranding['variables'] = {};
  for (const name of pageVariables) {
    const value = look.variables[name];
    if (value !== undefined && isCssValue(name, value)) variables[name] = value;
  }
  return { ...look, variables, accent: isHexColor(look.accent) ? look.accent : defaultAccent };
}
