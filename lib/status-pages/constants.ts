/** Who may read a page: anybody, who knows its password, who calls from listed addresses, who has a mailbox of a domain. */
export const pageAccesses = ['public', 'password', 'ip', 'email'] as const;
export type PageAccess = (typeof pageAccesses)[number];

export const pageLocales = ['en', 'de', 'fr', 'es', 'pt', 'ja', 'zh', 'ar'] as const;
export type PageLocale = (typeof pageLocales)[number];

/** What stands in a page: watched by a monitor, said by people, or a group of those. */
export const componentKinds = ['monitor', 'static', 'group'] as const;
export type ComponentKind = (typeof componentKinds)[number];

/** From best to worst. Source: Atlassian Statuspage, API v2, component.status */
export const componentStatuses = [
  'operational',
  'under_maintenance',
  'degraded_performance',
  'partial_outage',
  'major_outage',
] as const;
export type ComponentStatus = (typeof componentStatuses)[number];

export const pageFileKinds = ['logo_light', 'logo_dark', 'favicon'] as const;
export type PageFileKind = (typeof pageFileKinds)[number];

export const pageThemes = ['auto', 'light', 'dark'] as const;
export type PageTheme = (typeof pageThemes)[number];

/** `duration`: the share of watched time that was up. `weighted`: a major outage counts whole, a partial one for 30 %. */
export const uptimeFormulas = ['duration', 'weighted'] as const;
export type UptimeFormula = (typeof uptimeFormulas)[number];

/** What of a page's look may be set: `--sp-<name>` in its style. */
export const pageVariables = [
  'background',
  'surface',
  'text',
  'muted',
  'border',
  'accent-text',
  'radius',
  'width',
  'font',
] as const;
export type PageVariable = (typeof pageVariables)[number];

/** Until another is chosen, and in place of what is no colour. */
export const defaultAccent = '#0f7b5f';
export const maxComponents = 500;
export const maxLinks = 8;
/** A draft publishes itself within a day, or by people. */
export const maxPublishAfterMinutes = 1440;
export const maxFileBytes = 256 * 1024;
export const historyDays = 90;
/** Addresses below `/status/` that are ours. */
export const reservedSlugs = ['assets', 'api', 'new', 'domains', 'ask'] as const;
export const pageIncidentKinds = ['incident', 'maintenance'] as const;
export type PageIncidentKind = (typeof pageIncidentKinds)[number];

export const pageIncidentOrigins = ['person', 'outage', 'window'] as const;
export type PageIncidentOrigin = (typeof pageIncidentOrigins)[number];

/** In their order. Source: Atlassian Statuspage, API v2 */
export const incidentPhases = [
  'investigating',
  'identified',
  'monitoring',
  'resolved',
  'postmortem',
] as const;
export type IncidentPhase = (typeof incidentPhases)[number];

export const maintenancePhases = ['scheduled', 'in_progress', 'verifying', 'completed'] as const;
export type MaintenancePhase = (typeof maintenancePhases)[number];

export type PageIncidentStatus = IncidentPhase | MaintenancePhase;

export const pageIncidentImpacts = ['none', 'minor', 'major', 'critical', 'maintenance'] as const;
export type PageIncidentImpact = (typeof pageIncidentImpacts)[number];

/** How an update changed a component. */
export type AffectedComponent = {
  componentId: string;
  name: string;
  oldStatus: ComponentStatus;
  newStatus: ComponentStatus;
};
