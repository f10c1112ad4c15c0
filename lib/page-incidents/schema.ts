import { z } from 'zod';
import { idSchema } from '@/lib/core/ids';
import { instantInput } from '@/lib/core/instant-input';
import { pageInput } from '@/lib/core/paging';
import { incidentActor } from '@/lib/incidents/schema';
import {
  componentStatuses,
  incidentPhases,
  maintenancePhases,
  maxComponents,
  pageIncidentImpacts,
  pageIncidentKinds,
  pageIncidentOrigins,
} from '@/lib/status-pages/constants';

const title = z.string().trim().min(1).max(200);
const body = z.string().trim().min(1).max(10_000);
const affected = z
  .array(z.strictObject({ component_id: idSchema('cmp'), status: z.enum(componentStatuses) }))
  .max(maxComponents);
const pageId = idSchema('pag');
export const pageIncidentStatuses = [...incidentPhases, ...maintenancePhases] as const;

/** A new public incident, published at once unless it is to be a draft. */
export const createPageIncidentInput = z.strictObject({
  page_id: pageId,
  title,
  status: z.enum(incidentPhases).default('investigating'),
  /** Null: the worst of its components. */
  impact: z.enum(['none', 'minor', 'major', 'critical']).nullable().default(null),
  body,
  components: affected.default([]),
  is_draft: z.boolean().default(false),
  /** Tells the subscribers. */
  notify: z.boolean().default(true),
  /** When it began, where that was before now. */
  started_at: instantInput.optional(),
  /** The outages of monitors it tells of: none of them makes a draft of its own then. */
  incident_ids: z.array(idSchema('inc')).max(50).default([]),
});
export type CreatePageIncidentInput = z.input<typeof createPageIncidentInput>;

export const createPageMaintenanceInput = z.strictObject({
  page_id: pageId,
  title,
  body,
  component_ids: z.array(idSchema('cmp')).max(maxComponents).default([]),
  scheduled_for: instantInput,
  scheduled_until: instantInput,
  is_draft: z.boolean().default(false),
  notify: z.boolean().default(true),
});
export type CreatePageMaintenanceInput = z.input<typeof createPageMaintenanceInput>;

/** What is left out stays. Of a draft also its first words; later ones are changed by `editPageIncidentUpdate`. */
export const updatePageIncidentInput = z.strictObject({
  page_id: pageId,
  id: idSchema('pin'),
  title: title.optional(),
  impact: z.enum(['none', 'minor', 'major', 'critical']).nullable().optional(),
  scheduled_for: instantInput.optional(),
  scheduled_until: instantInput.optional(),
  /** Of a draft. */
  body: body.optional(),
  status: z.enum(incidentPhases).optional(),
  components: affected.optional(),
});
export type UpdatePageIncidentInput = z.input<typeof updatePageIncidentInput>;

/** The next word to customers. `expected_updated_at`: refused with `conflict` where somebody was faster. */
export const addPageIncidentUpdateInput = z.strictObject({
  page_id: pageId,
  id: idSchema('pin'),
  status: z.enum(pageIncidentStatuses),
  body,
  components: affected.default([]),
  notify: z.boolean().default(true),
  expected_updated_at: instantInput.optional(),
});
export type AddPageIncidentUpdateInput = z.input<typeof addPageIncidentUpdateInput>;

/** Corrects what was said, without telling anybody again. */
export const editPageIncidentUpdateInput = z.strictObject({
  page_id: pageId,
  incident_id: idSchema('pin'),
  id: idSchema('pup'),
  body: body.optional(),
  display_at: instantInput.optional(),
});
export type EditPageIncidentUpdateInput = z.input<typeof editPageIncidentUpdateInput>;

export const publishPageIncidentInput = z.strictObject({
  page_id: pageId,
  id: idSchema('pin'),
  notify: z.boolean().default(true),
});
export const pageIncidentRef = z.strictObject({ page_id: pageId, id: idSchema('pin') });
export const listPageIncidentsInput = z.strictObject({
  page_id: pageId,
  kind: z.enum(pageIncidentKinds).optional(),
  state: z.enum(['draft', 'unresolved', 'resolved']).optional(),
  ...pageInput,
});

/** A draft for the composer, of what a monitor's outage shows; nothing is stored. */
export const draftPageIncidentInput = z.strictObject({ page_id: pageId, incident_id: idSchema('inc') });

/** The pages that could tell of a monitor's outage. */
export const listOutagePagesInput = z.strictObject({ incident_id: idSchema('inc') });
/** What waits to be published, on all pages. */
export const listPageDraftsInput = z.strictObject({ project_id: idSchema('prj').optional() });

const instant = z.iso.datetime().max(40);

export const pageIncidentUpdateView = z.strictObject({
  id: idSchema('pup'),
  status: z.enum(pageIncidentStatuses),
  body: z.string().max(10_000),
  display_at: instant,
  notify: z.boolean(),
  affected: z
    .array(
      z.strictObject({
        component_id: idSchema('cmp'),
        name: z.string().max(120),
        old_status: z.enum(componentStatuses),
        new_status: z.enum(componentStatuses),
      }),
    )
    .max(maxComponents),
  created_by: incidentActor,
  /** How many subscribers it was meant for, how many have it, how many could not be reached; null once that is no longer kept. */
  notified: z.strictObject({ total: z.int(), sent: z.int(), failed: z.int() }).nullable(),
  created_at: instant,
  updated_at: instant,
});
export type PageIncidentUpdateView = z.output<typeof pageIncidentUpdateView>;

export const pageIncidentSummaryView = z.strictObject({
  id: idSchema('pin'),
  page_id: pageId,
  kind: z.enum(pageIncidentKinds),
  origin: z.enum(pageIncidentOrigins),
  title: z.string().max(200),
  status: z.enum(pageIncidentStatuses),
  impact: z.enum(pageIncidentImpacts),
  chosen_impact: z.enum(pageIncidentImpacts).nullable(),
  is_draft: z.boolean(),
  /** Of a draft that publishes itself. */
  publish_at: instant.nullable(),
  started_at: instant,
  monitoring_at: instant.nullable(),
  resolved_at: instant.nullable(),
  scheduled_for: instant.nullable(),
  scheduled_until: instant.nullable(),
  /** The outages it tells of. */
  incident_ids: z.array(idSchema('inc')).max(1000),
  components: z
    .array(z.strictObject({ component_id: idSchema('cmp'), status: z.enum(componentStatuses) }))
    .max(maxComponents),
  created_at: instant,
  updated_at: instant,
});
export type PageIncidentSummaryView = z.output<typeof pageIncidentSummaryView>;

export const pageIncidentView = z.strictObject({
  ...pageIncidentSummaryView.shape,
  /** Where visitors read it. */
  url: z.string().max(2048),
  /** Newest first. */
  updates: z.array(pageIncidentUpdateView).max(1000),
});
export type PageIncidentView = z.output<typeof pageIncidentView>;

/** A draft of words, and who would be told. */
export const pageIncidentDraftView = z.strictObject({
  title: z.string().max(200),
  body: z.string().max(10_000),
  impact: z.enum(pageIncidentImpacts),
  components: z
    .array(z.strictObject({ component_id: idSchema('cmp'), status: z.enum(componentStatuses) }))
    .max(maxComponents),
});
export type PageIncidentDraftView = z.output<typeof pageIncidentDraftView>;

export const outagePageView = z.strictObject({
  id: pageId,
  name: z.string().max(80),
  is_published: z.boolean(),
  /** Or it is no more than of the same project. */
  shows_monitor: z.boolean(),
  told: z
    .strictObject({
      id: idSchema('pin'),
      title: z.string().max(200),
      status: z.enum(pageIncidentStatuses),
      is_draft: z.boolean(),
      publish_at: instant.nullable(),
    })
    .nullable(),
});
export type OutagePageView = z.output<typeof outagePageView>;

export const pageDraftView = z.strictObject({
  id: idSchema('pin'),
  page_id: pageId,
  page_name: z.string().max(80),
  kind: z.enum(pageIncidentKinds),
  title: z.string().max(200),
  publish_at: instant.nullable(),
  created_at: instant,
});
export type PageDraftView = z.output<typeof pageDraftView>;
