import type { FieldError } from '@/lib/core/errors';
import { type PageLocale, pageLocales } from '@/lib/status-pages/constants';
import type { PageSettings, StatusPageView, UpdateStatusPageInput } from '@/lib/status-pages/schema';

/** What a page is, as it is typed. */
export type SettingsDraft = {
  name: string;
  description: string;
  slug: string;
  timeZone: string;
  locales: readonly PageLocale[];
  defaultLocale: PageLocale;
  isIndexed: boolean;
  formula: PageSettings['uptime_formula'];
  showsUptime: boolean;
  takesSubscribers: boolean;
  draftsIncidents: boolean;
  publishes: boolean;
  publishAfterMinutes: string;
  maintenanceIndicator: boolean;
};

export type SettingsFieldsProps = {
  draft: SettingsDraft;
  change: (patch: Partial<SettingsDraft>) => void;
  errors: readonly FieldError[] | undefined;
};

const usualMinutes = '15';

export function settingsDraft(page: StatusPageView): SettingsDraft {
  const { settings } = page;
  return {
    name: page.name,
    description: page.description,
    slug: page.slug,
    timeZone: page.time_zone,
    locales: inTheirOrder(page.locales),
    defaultLocale: page.default_locale,
    isIndexed: page.is_indexed,
    formula: settings.uptime_formula,
    showsUptime: settings.shows_uptime,
    takesSubscribers: settings.takes_subscribers,
    draftsIncidents: settings.drafts_incidents,
    publishes: settings.publish_after_minutes !== null,
    publishAfterMinutes: settings.publish_after_minutes?.toString() ?? usualMinutes,
    maintenanceIndicator: settings.maintenance_indicator,
  };
}

/** Without drafts nothing publishes itself. An empty number is left for the server to refuse at its field. */
export function settingsOf(draft: SettingsDraft): PageSettings {
  const publishes = draft.draftsIncidents && draft.publishes;
  const minutes = draft.publishAfterMinutes.trim();
  return {
    uptime_formula: draft.formula,
    shows_uptime: draft.showsUptime,
    takes_subscribers: draft.takesSubscribers,
    drafts_incidents: draft.draftsIncidents,
    publish_after_minutes: publishes ? (minutes === '' ? Number.NaN : Number(minutes)) : null,
    maintenance_indicator: draft.maintenanceIndicator,
  };
}

export function toSettingsInput(id: string, draft: SettingsDraft): UpdateStatusPageInput {
  return {
    id,
    name: draft.name,
    description: draft.description,
    slug: draft.slug,
    time_zone: draft.timeZone.trim(),
    locales: [...draft.locales],
    default_locale: draft.defaultLocale,
    is_indexed: draft.isIndexed,
    settings: settingsOf(draft),
  };
}

/** One language more or less; the default one is always among them, and one stays. */
export function toggleLocale(
  { locales, defaultLocale }: Pick<SettingsDraft, 'locales' | 'defaultLocale'>,
  locale: PageLocale,
): Pick<SettingsDraft, 'locales' | 'defaultLocale'> {
  if (!locales.includes(locale)) return { locales: inTheirOrder([...locales, locale]), defaultLocale };
  const rest = locales.filter((one) => one !== locale);
  const [first] = rest;
  if (first === undefined) return { locales, defaultLocale };
  return { locales: rest, defaultLocale: defaultLocale === locale ? first : defaultLocale };
}

function inTheirOrder(locales: readonly PageLocale[]): readonly PageLocale[] {
  return pageLocales.filter((one) => locales.includes(one));
}
