import { completeUrl } from '@/components/forms/text-fields';
import type { FieldError } from '@/lib/core/errors';
import { type PageTheme, type PageVariable, pageVariables } from '@/lib/status-pages/constants';
import { safeLook } from '@/lib/status-pages/rules/css-values';
import type { PageBranding } from '@/lib/status-pages/schema';

export type LinkDraft = { label: string; url: string };

/** How a page looks, as it is typed; an empty text is the default. */
type LookDraft = {
  theme: PageTheme;
  accent: string;
  variables: Readonly<Record<PageVariable, string>>;
  homeUrl: string;
  links: readonly LinkDraft[];
  footer: string;
  showsPoweredBy: boolean;
};

export type LookFieldsProps = {
  draft: LookDraft;
  change: (patch: Partial<LookDraft>) => void;
  errors: readonly FieldError[] | undefined;
};

export function lookDraft(branding: PageBranding): LookDraft {
  const texts = pageVariables.map((name) => [name, branding.variables[name] ?? ''] as const);
  return {
    theme: branding.theme,
    accent: branding.accent,
    variables: Object.fromEntries(texts) as Record<PageVariable, string>,
    homeUrl: branding.home_url ?? '',
    links: branding.links,
    footer: branding.footer,
    showsPoweredBy: branding.shows_powered_by,
  };
}

/** As the API takes it; what is wrong with it the API says. */
export function toBranding(draft: LookDraft): PageBranding {
  const given = pageVariables.flatMap((name) => {
    const value = draft.variables[name].trim();
    return value === '' ? [] : [[name, value] as const];
  });
  return {
    accent: draft.accent.trim(),
    theme: draft.theme,
    variables: Object.fromEntries(given),
    home_url: draft.homeUrl.trim() === '' ? null : completeUrl(draft.homeUrl),
    links: draft.links.map(({ label, url }) => ({ label: label.trim(), url: completeUrl(url) })),
    footer: draft.footer,
    shows_powered_by: draft.showsPoweredBy,
  };
}

/**
 * What of a half-typed look can be shown and judged: colours, lengths and links that are not whole yet are left out.
 */
export function showable(draft: LookDraft): PageBranding {
  const branding = safeLook(toBranding(draft));
  return {
    ...branding,
    home_url: branding.home_url !== null && isWholeUrl(branding.home_url) ? branding.home_url : null,
    links: branding.links.filter(({ label, url }) => label !== '' && isWholeUrl(url)),
  };
}

/** Browsers take spaces in the name of a host, and the server does not. */
function isWholeUrl(url: string): boolean {
  return /^(?:https?:\/\/|mailto:)\S+$/i.test(url) && URL.canParse(url);
}
