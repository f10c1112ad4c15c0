import type { PageFile } from '@/lib/status-pages/find-page-files';
import type { StoredComponent } from '@/lib/status-pages/internal/component-queries';
import { pageUrl } from '@/lib/status-pages/page-url';
import type { PageCounts, StoredPage } from '@/lib/status-pages/queries';
import {
  type PageComponentView,
  type PageFileView,
  pageBranding,
  pageSettings,
  type StatusPageSummaryView,
  type StatusPageView,
} from '@/lib/status-pages/schema';

export function toComponentView(row: StoredComponent): PageComponentView {
  return {
    id: row.id,
    page_id: row.pageId,
    kind: row.kind,
    group_id: row.groupId,
    monitor_id: row.monitorId,
    name: row.name,
    description: row.description,
    position: row.position,
    manual_status: row.manualStatus,
    is_only_shown_if_degraded: row.isOnlyShownIfDegraded,
    shows_history: row.showsHistory,
    shows_response_times: row.showsResponseTimes,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}

export function toFileView(file: PageFile): PageFileView {
  const { kind, path, contentType, width, height } = file;
  return { kind, path, content_type: contentType, width, height };
}

function toCommonView(row: StoredPage, hostname: string | null) {
  return {
    id: row.id,
    project_id: row.projectId,
    name: row.name,
    description: row.description,
    slug: row.slug,
    url: pageUrl(row, hostname),
    is_published: row.isPublished,
    is_indexed: row.isIndexed,
    access: row.access,
    allowed_ranges: row.allowedRanges,
    allowed_email_domains: row.allowedEmailDomains,
    time_zone: row.timeZone,
    default_locale: row.defaultLocale,
    locales: row.locales,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}

export function toSummaryView(
  row: StoredPage,
  hostname: string | null,
  counts: PageCounts,
): StatusPageSummaryView {
  return {
    ...toCommonView(row, hostname),
    component_count: counts.components,
    subscriber_count: counts.subscribers,
    unresolved_count: counts.unresolved,
  };
}

/** Components in the order of the page. */
export function toPageView(
  row: StoredPage,
  parts: { hostname: string | null; components: readonly StoredComponent[]; files: readonly PageFile[] },
): StatusPageView {
  return {
    ...toCommonView(row, parts.hostname),
    branding: pageBranding.parse(row.branding),
    settings: pageSettings.parse(row.settings),
    components: parts.components.map(toComponentView),
    files: parts.files.map(toFileView),
  };
}
