import { dayCells } from '@/components/status-pages/public/day-cells';
import { Fill } from '@/components/status-pages/public/fill';
import type { PageContext } from '@/components/status-pages/public/page-context';
import { Sparkline } from '@/components/status-pages/public/sparkline';
import { Status, shownStatus } from '@/components/status-pages/public/status';
import { TrustedHtml } from '@/components/status-pages/trusted-html';
import type { ComponentView, DayView } from '@/lib/snapshots/rules/page-view';
import { fillWords } from '@/lib/status-pages/rules/fill-words';

type Props = { context: PageContext; component: ComponentView; isInGroup: boolean };

/** A component: what it is called, how it is, and where anybody knows, how its last days were. */
export function ComponentRow({ context, component, isInGroup }: Props) {
  const Heading = isInGroup ? 'h4' : 'h3';
  return (
    <div className="row" id={`component-${component.publicId}`}>
      <div className="row-head">
        <div className="row-name">
          <Heading>{component.name}</Heading>
          {component.description !== '' && <p>{component.description}</p>}
        </div>
        <Status context={context} status={shownStatus(component)} />
      </div>
      {component.days !== null && <DayBars context={context} component={component} days={component.days} />}
      {component.responseTimes !== null && <Sparkline context={context} points={component.responseTimes} />}
    </div>
  );
}

type BarsProps = { context: PageContext; component: ComponentView; days: readonly DayView[] };

function DayBars({ context, component, days }: BarsProps) {
  const { words, formats } = context;
  return (
    <div className="bars">
      <table>
        <caption className="hidden">{fillWords(words.daysCaption, { name: component.name })}</caption>
        <tbody>
          <TrustedHtml as="tr" html={dayCells(context, days)} />
        </tbody>
      </table>
      <div className="scale">
        <span className="d90" aria-hidden="true">
          {formats.daysAgo(90)}
        </span>
        <span className="d60" aria-hidden="true">
          {formats.daysAgo(60)}
        </span>
        <span className="d30" aria-hidden="true">
          {formats.daysAgo(30)}
        </span>
        {context.page.settings.shows_uptime && component.uptime !== null && (
          <UptimeOf context={context} component={component} days={days} />
        )}
        <span aria-hidden="true">{words.today}</span>
      </div>
    </div>
  );
}

function UptimeOf({ context, component, days }: BarsProps) {
  const { words, formats, page } = context;
  const ratio = component.uptime?.ratio ?? null;
  const known = days.filter(({ uptimeRatio }) => uptimeRatio !== null).length;
  if (ratio === null) return <span className="uptime">{words.statuses.unknown}</span>;
  return (
    <span className="uptime" title={words.formulas[page.settings.uptime_formula]}>
      <Fill text={words.uptime} with={{ percent: <b>{formats.percent(ratio)}</b> }} />{' '}
      <span>{words.overDays(known)}</span>
    </span>
  );
}
