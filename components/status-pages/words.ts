import type { DrawnState } from '@/components/state/states';
import type {
  ComponentKind,
  ComponentStatus,
  PageAccess,
  PageFileKind,
  PageLocale,
} from '@/lib/status-pages/constants';

export const componentStatusWords: Record<ComponentStatus, string> = {
  operational: 'Operational',
  under_maintenance: 'Under maintenance',
  degraded_performance: 'Degraded performance',
  partial_outage: 'Partial outage',
  major_outage: 'Major outage',
};

export const componentStatusMarks: Record<ComponentStatus, DrawnState> = {
  operational: 'up',
  under_maintenance: 'maintenance',
  degraded_performance: 'degraded',
  partial_outage: 'partial',
  major_outage: 'down',
};

export const componentKindWords: Record<ComponentKind, string> = {
  monitor: 'monitor',
  static: 'static component',
  group: 'group',
};

/** Who reads it, in a word or two. */
export const accessWords: Record<PageAccess, string> = {
  public: 'Public',
  password: 'With a password',
  ip: 'From listed addresses',
  email: 'With a mailbox of listed domains',
};

/** Each by its own name. */
export const localeNames: Record<PageLocale, string> = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
  pt: 'Português',
  ja: '日本語',
  zh: '中文',
  ar: 'العربية',
};

export const fileWords: Record<PageFileKind, string> = {
  logo_light: 'Logo on light',
  logo_dark: 'Logo on dark',
  favicon: 'Favicon',
};
