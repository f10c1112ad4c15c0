import { standingOf } from '@/components/status-pages/public/banner';
import { EmbedPage } from '@/components/status-pages/public/embed-page';
import { HistoryPage, type MonthCount } from '@/components/status-pages/public/history-page';
import type { ShownStatus } from '@/components/status-pages/public/icons';
import { IncidentPage } from '@/components/status-pages/public/incident-page';
import { once } from '@/components/status-pages/public/once';
import { localPath, type PageContext, pageContext } from '@/components/status-pages/public/page-context';
import { looksOf, statusTokens } from '@/components/status-pages/public/page-tokens';
import { lastDays, monthsOf, pastDaysOfMonth } from '@/components/status-pages/public/past-days';
import type { PastDay } from '@/components/status-pages/public/past-incidents';
import { type RenderedHtml, renderHtml } from '@/components/status-pages/public/render-html';
import { StatusPage } from '@/components/status-pages/public/status-page';
import { cutText } from '@/lib/core/cut-text';
import type { DocumentPlan, PageDocument } from '@/lib/snapshots/documents';
import type { IncidentView, PageView } from '@/lib/snapshots/rules/page-view';
import type { StatusAssets } from '@/lib/snapshots/status-assets';
import type { ComponentStatus, PageLocale } from '@/lib/status-pages/constants';
import { fillWords } from '@/lib/status-pages/rules/fill-words';
import { markdownText } from '@/lib/status-pages/rules/markdown';

/** Everything of a page that is HTML, in each of its languages. Made only where what it shows has changed. */
export function htmlDocuments(view: PageView, assets: StatusAssets): DocumentPlan[] {
  const facts = { view, assets, sources: sourcesOf(view, assets) };
  return view.page.locales.flatMap((locale) => {
    const context = pageContext(view.page, locale, assets);
    return [
      statusPlan(facts, context),
      embedPlan(facts, context),
      ...historyPlans(facts, context),
      ...view.all.map((incident) => incidentPlan(facts, context, incident)),
    ];
  });
}

/** The page itself as it would be, for a preview: with the address in place of the placeholder. */
export function renderStatusPage(
  view: PageView,
  locale: PageLocale,
  assets: StatusAssets,
  base: string,
): Promise<RenderedHtml> {
  return renderStatus({ view, assets }, pageContext(view.page, locale, assets, base));
}

type Given = { view: PageView; assets: StatusAssets };
type Facts = Given & { sources: Sources };
type Sources = {
  frame: string;
  status: string;
  months: readonly MonthCount[];
  /** Worked out when the first document needs it. */
  daysOf: (month: string) => { days: readonly PastDay[]; source: string };
  incident: (incident: IncidentView) => { affected: Affected[]; source: string };
};

/** What documents depend on, as text: once for all languages. */
function sourcesOf(view: PageView, { renderer }: StatusAssets): Sources {
  const { createdAtMs: _, updatedAtMs: __, ...page } = view.page;
  const frame = JSON.stringify([renderer, page]);
  const names = new Map(view.components.map(({ id, name }) => [id, name]));
  return {
    frame,
    status: JSON.stringify(
      [
        frame,
        minuteOf(view.checkedAtMs),
        view.overall,
        view.components,
        view.open,
        view.activeMaintenances,
        view.upcomingMaintenances,
        lastDays(view),
        hasHistory(view),
      ],
      asShown,
    ),
    months: monthsOf(view),
    daysOf: once((month: string) => {
      const days = pastDaysOfMonth(view, month);
      return { days, source: JSON.stringify(days) };
    }),
    incident: once((incident: IncidentView) => {
      const affected = affectedOf(incident, names);
      return { affected, source: JSON.stringify([incident, affected]) };
    }),
  };
}

/** Whether anything ever took place: what is to come did not yet. */
function hasHistory({ all, upcomingMaintenances }: PageView): boolean {
  return all.length > upcomingMaintenances.length;
}

/** Shares are shown with four digits, rounded down, and how long something lasts in minutes: what changes behind them changes nothing. */
function asShown(name: string, value: unknown): unknown {
  if (typeof value !== 'number') return value;
  if (/^(down|degraded|maintenance)Ms$/.test(name)) return Math.floor(value / 60_000);
  return Number.isInteger(value) ? value : Math.floor(value * 10_000) / 10_000;
}

/** The time of the last check is shown to the minute. */
function minuteOf(ms: number | null): number | null {
  return ms === null ? null : Math.floor(ms / 60_000);
}

function planOf(
  { page, locale, words }: PageContext,
  path: string,
  source: () => readonly string[],
  make: () => Promise<RenderedHtml>,
  isEmbed = false,
): DocumentPlan {
  return {
    path: localPath(page, locale, path),
    get source() {
      return [locale, ...source()];
    },
    make: async (): Promise<PageDocument> => {
      const { html, csp } = await make();
      const staleBanner = staleBannerOf(words.staleBanner, isEmbed);
      return { contentType: 'text/html; charset=utf-8', body: html, csp, isFramable: isEmbed, staleBanner };
    },
  };
}

/** `{time}` stays: whoever serves the page knows it. The embedded page is one link, in which no paragraph can stand. */
function staleBannerOf(text: string, isEmbed: boolean): string {
  const name = isEmbed ? 'span' : 'p';
  return `<${name} role="status">${text}</${name}>`;
}

function statusPlan({ view, assets, sources }: Facts, context: PageContext): DocumentPlan {
  const source = () => [sources.status];
  return planOf(context, '', source, () => renderStatus({ view, assets }, context));
}

function renderStatus({ view, assets }: Given, context: PageContext): Promise<RenderedHtml> {
  const { words, page } = context;
  const standing = standingOf(view);
  return renderHtml({
    ...shellOf(context, standing.status),
    path: '',
    title: fillWords(words.pageTitle, { name: page.name }),
    description:
      page.description === '' ? `${words.overall[standing.sentence]} · ${page.name}` : page.description,
    assets,
    children: (
      <StatusPage context={context} view={view} past={lastDays(view)} hasHistory={hasHistory(view)} />
    ),
  });
}

function embedPlan({ view, assets, sources }: Facts, context: PageContext): DocumentPlan {
  const standing = standingOf(view);
  const { words, page } = context;
  const make = () =>
    renderHtml({
      ...shellOf(context, standing.status),
      path: 'embed',
      title: fillWords(words.embedTitle, { name: page.name }),
      description: words.overall[standing.sentence],
      bodyClass: 'framed',
      assets,
      isFramable: true,
      children: <EmbedPage context={context} standing={standing} checkedAtMs={view.checkedAtMs} />,
    });
  const source = () => [sources.frame, JSON.stringify([standing, minuteOf(view.checkedAtMs)])];
  return planOf(context, 'embed', source, make, true);
}

function historyPlans({ assets, sources }: Facts, context: PageContext): DocumentPlan[] {
  const { months, frame, daysOf } = sources;
  const allMonths = JSON.stringify(months);
  const plan = (path: string, month: string) => {
    const make = () =>
      renderHtml({
        ...shellOf(context, 'operational'),
        path,
        title: `${context.words.history} · ${context.formats.month(month)} · ${context.page.name}`,
        description: `${context.words.history}: ${context.page.name}, ${context.formats.month(month)}`,
        assets,
        children: (
          <HistoryPage
            context={context}
            path={path}
            month={month}
            days={daysOf(month).days}
            months={months}
          />
        ),
      });
    return planOf(context, path, () => [frame, month, daysOf(month).source, allMonths], make);
  };
  const newest = months[0];
  return [
    ...(newest === undefined ? [] : [plan('history', newest.month)]),
    ...months.map(({ month }) => plan(`history/${month}`, month)),
  ];
}

function incidentPlan(
  { assets, sources }: Facts,
  context: PageContext,
  incident: IncidentView,
): DocumentPlan {
  const { words, page } = context;
  const make = () =>
    renderHtml({
      ...shellOf(context, 'operational'),
      path: incident.path,
      title: `${incident.title} · ${fillWords(words.pageTitle, { name: page.name })}`,
      description: descriptionOf(incident) ?? words.phases[incident.status],
      assets,
      children: (
        <IncidentPage context={context} incident={incident} affected={sources.incident(incident).affected} />
      ),
    });
  return planOf(context, incident.path, () => [sources.frame, sources.incident(incident).source], make);
}

type Affected = { id: string; name: string; status: ComponentStatus };

function affectedOf({ components }: IncidentView, names: ReadonlyMap<string, string>): Affected[] {
  return components.flatMap(({ componentId, status }) => {
    const name = names.get(componentId);
    return name === undefined ? [] : [{ id: componentId, name, status }];
  });
}

function descriptionOf({ updates }: IncidentView): string | null {
  const latest = updates[0];
  return latest === undefined ? null : cutText(markdownText(latest.body).replace(/\s+/g, ' '), 200);
}

function shellOf(context: PageContext, status: ShownStatus): { context: PageContext; iconColor: string } {
  return { context, iconColor: looksOf(context.page.branding).usual[statusTokens[status]] };
}
