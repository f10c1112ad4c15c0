import { z } from 'zod';
import { idSchema } from '@/lib/core/ids';
import { pageInput } from '@/lib/core/paging';
import { timeZoneField } from '@/lib/schedules/schema';
import {
  componentKinds,
  componentStatuses,
  defaultAccent,
  maxComponents,
  maxLinks,
  maxPublishAfterMinutes,
  pageAccesses,
  pageFileKinds,
  pageLocales,
  pageThemes,
  uptimeFormulas,
} from '@/lib/status-pages/constants';
import { isHexColor } from '@/lib/status-pages/rules/css-values';
import {
  addressRange,
  mailDomain,
  pageSlug,
  pageVariableValues,
  publicLink,
} from '@/lib/status-pages/rules/page-fields';

const name = z.string().trim().min(1).max(80);
const description = z.string().trim().max(500);

/** How a page looks. Every part has a default, so that `{}` is a look too. */
export const pageBranding = z.strictObject({
  accent: z
    .string()
    .max(7)
    .refine(isHexColor, { error: `expected a colour such as ${defaultAccent}` })
    .default(defaultAccent),
  theme: z.enum(pageThemes).default('auto'),
  variables: pageVariableValues.default({}),
  /** Where the logo leads. */
  home_url: publicLink.nullable().default(null),
  links: z
    .array(z.strictObject({ label: z.string().trim().min(1).max(40), url: publicLink }))
    .max(maxLinks)
    .default([]),
  /** Markdown, below everything. */
  footer: z.string().trim().max(1000).default(''),
  shows_powered_by: z.boolean().default(true),
});
export type PageBranding = z.output<typeof pageBranding>;

export const pageSettings = z.strictObject({
  uptime_formula: z.enum(uptimeFormulas).default('duration'),
  shows_uptime: z.boolean().default(true),
  /** Visitors may subscribe by e-mail. */
  takes_subscribers: z.boolean().default(true),
  /** An outage makes a draft. */
  drafts_incidents: z.boolean().default(true),
  /** The draft publishes itself after so long; null: only people publish. */
  publish_after_minutes: z.int().min(0).max(maxPublishAfterMinutes).nullable().default(null),
  /** `maintenance` as the indicator of the JSON; strict clients know only none, minor, major and critical. */
  maintenance_indicator: z.boolean().default(true),
});
export type PageSettings = z.output<typeof pageSettings>;

const locales = z.array(z.enum(pageLocales)).min(1).max(pageLocales.length);

const editable = {
  name,
  description,
  slug: pageSlug,
  is_published: z.boolean(),
  is_indexed: z.boolean(),
  time_zone: timeZoneField,
  default_locale: z.enum(pageLocales),
  locales,
  branding: pageBranding,
  settings: pageSettings,
};

export const createStatusPageInput = z.strictObject({
  project_id: idSchema('prj'),
  name,
  description: description.default(''),
  /** Made of the name where it is left out. */
  slug: pageSlug.optional(),
  is_published: z.boolean().default(false),
  is_indexed: z.boolean().default(true),
  time_zone: timeZoneField.default('UTC'),
  default_locale: z.enum(pageLocales).default('en'),
  locales: locales.optional(),
  branding: pageBranding.prefault({}),
  settings: pageSettings.prefault({}),
  /** Components made at once of these monitors, in this order. */
  monitor_ids: z.array(idSchema('mon')).max(maxComponents).default([]),
});
export type CreateStatusPageInput = z.input<typeof createStatusPageInput>;

/** What is left out stays. `branding` and `settings` are replaced as a whole. */
export const updateStatusPageInput = z.strictObject({
  id: idSchema('pag'),
  name: editable.name.optional(),
  description: editable.description.optional(),
  slug: editable.slug.optional(),
  is_published: editable.is_published.optional(),
  is_indexed: editable.is_indexed.optional(),
  time_zone: editable.time_zone.optional(),
  default_locale: editable.default_locale.optional(),
  locales: editable.locales.optional(),
  branding: editable.branding.optional(),
  settings: editable.settings.optional(),
});
export type UpdateStatusPageInput = z.input<typeof updateStatusPageInput>;

export const statusPageRef = z.strictObject({ id: idSchema('pag') });

export const listStatusPagesInput = z.strictObject({ project_id: idSchema('prj').optional(), ...pageInput });

/** Who may read it. What was handed out before ends with each change. */
export const putPageAccessInput = z.discriminatedUnion('access', [
  z.strictObject({ id: idSchema('pag'), access: z.literal('public') }),
  /** The password is left out to keep the one there is. */
  z.strictObject({
    id: idSchema('pag'),
    access: z.literal('password'),
    password: z.string().min(8).max(128).optional(),
  }),
  z.strictObject({
    id: idSchema('pag'),
    access: z.literal('ip'),
    allowed_ranges: z.array(addressRange).min(1).max(200),
  }),
  z.strictObject({
    id: idSchema('pag'),
    access: z.literal('email'),
    allowed_email_domains: z.array(mailDomain).min(1).max(50),
  }),
]);
export type PutPageAccessInput = z.input<typeof putPageAccessInput>;

const componentName = z.string().trim().min(1).max(120);
const componentFields = {
  name: componentName,
  description,
  group_id: idSchema('cmp').nullable(),
  manual_status: z.enum(componentStatuses),
  is_only_shown_if_degraded: z.boolean(),
  shows_history: z.boolean(),
  shows_response_times: z.boolean(),
};

export const createPageComponentInput = z.discriminatedUnion('kind', [
  z.strictObject({
    page_id: idSchema('pag'),
    kind: z.literal('monitor'),
    monitor_id: idSchema('mon'),
    /** The monitor's where it is left out. */
    name: componentName.optional(),
    description: description.default(''),
    group_id: componentFields.group_id.default(null),
    is_only_shown_if_degraded: z.boolean().default(false),
    shows_history: z.boolean().default(true),
    shows_response_times: z.boolean().default(false),
  }),
  z.strictObject({
    page_id: idSchema('pag'),
    kind: z.literal('static'),
    name: componentName,
    description: description.default(''),
    group_id: componentFields.group_id.default(null),
    manual_status: componentFields.manual_status.default('operational'),
    is_only_shown_if_degraded: z.boolean().default(false),
  }),
  z.strictObject({
    page_id: idSchema('pag'),
    kind: z.literal('group'),
    name: componentName,
    description: description.default(''),
  }),
]);
export type CreatePageComponentInput = z.input<typeof createPageComponentInput>;

export const updatePageComponentInput = z.strictObject({
  page_id: idSchema('pag'),
  id: idSchema('cmp'),
  name: componentFields.name.optional(),
  description: componentFields.description.optional(),
  manual_status: componentFields.manual_status.optional(),
  is_only_shown_if_degraded: componentFields.is_only_shown_if_degraded.optional(),
  shows_history: componentFields.shows_history.optional(),
  shows_response_times: componentFields.shows_response_times.optional(),
});
export type UpdatePageComponentInput = z.input<typeof updatePageComponentInput>;

export const pageComponentRef = z.strictObject({ page_id: idSchema('pag'), id: idSchema('cmp') });

/** The whole order: every component of the page once, groups with what stands in them. */
export const orderPageComponentsInput = z.strictObject({
  page_id: idSchema('pag'),
  order: z
    .array(
      z.strictObject({
        id: idSchema('cmp'),
        children: z.array(idSchema('cmp')).max(maxComponents).default([]),
      }),
    )
    .max(maxComponents),
});
export type OrderPageComponentsInput = z.input<typeof orderPageComponentsInput>;

export const putPageFileInput = z.strictObject({
  page_id: idSchema('pag'),
  kind: z.enum(pageFileKinds),
  /** Base64 of a PNG, JPEG, WebP, SVG or (favicon) ICO file of at most 256 KiB. */
  content: z.string().min(1).max(350_000),
});
export type PutPageFileInput = z.input<typeof putPageFileInput>;
export const pageFileRef = z.strictObject({ page_id: idSchema('pag'), kind: z.enum(pageFileKinds) });
/** As `pageFileView` has it. */
export const pageFilePathRef = z.strictObject({ page_id: idSchema('pag'), path: z.string().max(200) });

const instant = z.iso.datetime().max(40);

export const pageComponentView = z.strictObject({
  id: idSchema('cmp'),
  page_id: idSchema('pag'),
  kind: z.enum(componentKinds),
  group_id: idSchema('cmp').nullable(),
  monitor_id: idSchema('mon').nullable(),
  name: z.string().max(120),
  description: z.string().max(500),
  position: z.int(),
  manual_status: z.enum(componentStatuses).nullable(),
  is_only_shown_if_degraded: z.boolean(),
  shows_history: z.boolean(),
  shows_response_times: z.boolean(),
  created_at: instant,
  updated_at: instant,
});
export type PageComponentView = z.output<typeof pageComponentView>;

export const pageFileView = z.strictObject({
  kind: z.enum(pageFileKinds),
  /** Below the page. */
  path: z.string().max(200),
  content_type: z.string().max(60),
  width: z.int(),
  height: z.int(),
});
export type PageFileView = z.output<typeof pageFileView>;

export const statusPageView = z.strictObject({
  id: idSchema('pag'),
  project_id: idSchema('prj'),
  name: z.string().max(80),
  description: z.string().max(500),
  slug: z.string().max(60),
  /** Where visitors find it: the own domain where there is a proven one. */
  url: z.string().max(2048),
  is_published: z.boolean(),
  is_indexed: z.boolean(),
  access: z.enum(pageAccesses),
  allowed_ranges: z.array(z.string().max(50)).max(200),
  allowed_email_domains: z.array(z.string().max(253)).max(50),
  time_zone: z.string().max(64),
  default_locale: z.enum(pageLocales),
  locales,
  branding: pageBranding,
  settings: pageSettings,
  components: z.array(pageComponentView).max(maxComponents),
  files: z.array(pageFileView).max(pageFileKinds.length),
  created_at: instant,
  updated_at: instant,
});
export type StatusPageView = z.output<typeof statusPageView>;

/** As it stands in lists. */
export const statusPageSummaryView = z.strictObject({
  ...statusPageView.omit({ components: true, files: true, branding: true, settings: true }).shape,
  component_count: z.int(),
  subscriber_count: z.int(),
  unresolved_count: z.int(),
});
export type StatusPageSummaryView = z.output<typeof statusPageSummaryView>;
