import { describe, expect, test } from 'vitest';
import {
  settingsDraft,
  settingsOf,
  toggleLocale,
  toSettingsInput,
} from '@/components/status-pages/editor/settings-draft';
import {
  pageBranding,
  pageSettings,
  type StatusPageView,
  updateStatusPageInput,
} from '@/lib/status-pages/schema';

const page: StatusPageView = {
  id: 'pag_01h455vb4pex5vsknk084sn02q',
  project_id: 'prj_01h455vb4pex5vsknk084sn02q',
  name: 'Acme',
  description: 'All of it',
  slug: 'acme',
  url: 'https://up.example/status/acme',
  is_published: true,
  is_indexed: false,
  access: 'public',
  allowed_ranges: [],
  allowed_email_domains: [],
  time_zone: 'Europe/Berlin',
  default_locale: 'de',
  locales: ['de', 'en'],
  branding: pageBranding.parse({}),
  settings: pageSettings.parse({ publish_after_minutes: 5, uptime_formula: 'weighted' }),
  components: [],
  files: [],
  created_at: '2026-03-01T00:00:00.000Z',
  updated_at: '2026-03-01T00:00:00.000Z',
};
const draft = settingsDraft(page);

test('what is opened and saved untouched stays as it was', () => {
  const { id, name, description, slug, is_indexed, time_zone, default_locale, settings } = page;
  expect(updateStatusPageInput.parse(toSettingsInput(id, draft))).toEqual({
    ...{ id, name, description, slug, is_indexed, time_zone, default_locale, settings },
    locales: ['en', 'de'],
  });
});

describe('publishing by itself', () => {
  test('ends with the drafts, for there is nothing to publish', () => {
    expect(settingsOf({ ...draft, draftsIncidents: false }).publish_after_minutes).toBeNull();
  });

  test('at once is possible, without a number it is refused', () => {
    expect(settingsOf({ ...draft, publishAfterMinutes: '0' }).publish_after_minutes).toBe(0);
    const empty = toSettingsInput(page.id, { ...draft, publishAfterMinutes: '' });
    expect(updateStatusPageInput.safeParse(empty).success).toBe(false);
  });
});

describe('languages', () => {
  test('the one left cannot be taken away', () => {
    const one = { locales: ['fr'], defaultLocale: 'fr' } as const;
    expect(toggleLocale(one, 'fr')).toEqual(one);
  });

  test('taking the default one away makes another the default', () => {
    expect(toggleLocale(draft, 'de')).toEqual({ locales: ['en'], defaultLocale: 'en' });
  });

  test('stand in their own order, whenever they were chosen', () => {
    expect(toggleLocale(draft, 'ar').locales).toEqual(['en', 'de', 'ar']);
    expect(toggleLocale({ locales: ['ar'], defaultLocale: 'ar' }, 'en').locales).toEqual(['en', 'ar']);
  });
});
