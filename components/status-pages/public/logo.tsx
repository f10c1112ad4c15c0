import type { PageContext } from '@/components/status-pages/public/page-context';
import { schemesOf } from '@/components/status-pages/public/page-tokens';
import type { PageFileFacts } from '@/lib/snapshots/rules/facts';

/** The logo that suits the background, or the name where there is none. */
export function Logo({ context }: { context: PageContext }) {
  const { page, base } = context;
  const file = (kind: PageFileFacts['kind']) => page.files.find((candidate) => candidate.kind === kind);
  const light = file('logo_light');
  const dark = file('logo_dark') ?? light;
  const schemes = schemesOf(page.branding);
  const shown = schemes.usual === 'dark' ? dark : (light ?? dark);
  if (shown === undefined) return <span>{page.name}</span>;
  const isBoth = schemes.usual !== schemes.inTheDark && dark !== undefined && dark !== shown;
  return (
    <picture>
      {isBoth && <source media="(prefers-color-scheme: dark)" srcSet={`${base}/${dark.path}`} />}
      <img src={`${base}/${shown.path}`} alt={page.name} {...sizeOf(shown)} />
    </picture>
  );
}

const tallest = 40;
const widest = 240;

/** The room it takes is known before it is loaded. */
function sizeOf({ width, height }: PageFileFacts): { width?: number; height: number } {
  if (width <= 0 || height <= 0) return { height: tallest };
  const scale = Math.min(1, tallest / height, widest / width);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
