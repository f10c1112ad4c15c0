import { Frame } from '@/components/status-pages/public/frame';
import { Icon } from '@/components/status-pages/public/icons';
import { type PageContext, pageHref } from '@/components/status-pages/public/page-context';
import { DayList, type PastDay } from '@/components/status-pages/public/past-incidents';
import { StaleNote } from '@/components/status-pages/public/stale-note';

/** `YYYY-MM`, and how much took place in it. */
export type MonthCount = { month: string; count: number };

export type HistoryPageProps = {
  context: PageContext;
  path: string;
  month: string;
  days: readonly PastDay[];
  /** Newest first. */
  months: readonly MonthCount[];
};

/** What took place in a month. Each part has an id, by which the script that refreshes it finds it. */
export function HistoryPage({ context, path, month, days, months }: HistoryPageProps) {
  const { words, formats } = context;
  const at = months.findIndex((candidate) => candidate.month === month);
  const later = at > 0 ? months[at - 1] : undefined;
  const earlier = months[at + 1];
  return (
    <Frame context={context} path={path}>
      <BackLink context={context} />
      <div id="history">
        <StaleNote />
        <div className="title">
          <h1>{words.history}</h1>
          <nav className="months" aria-label={words.allMonths}>
            <MonthLink context={context} month={earlier?.month} label={words.earlierMonth} turn="earlier" />
            <h2>{formats.month(month)}</h2>
            <MonthLink context={context} month={later?.month} label={words.laterMonth} turn="later" />
          </nav>
        </div>
      </div>
      <div id="days">
        {days.length === 0 ? (
          <div className="card empty">
            <Icon name="check" />
            <p>{words.noIncidentsInMonth}</p>
          </div>
        ) : (
          <DayList context={context} days={days} />
        )}
      </div>
      {months.length <= 1 ? (
        <section id="months" hidden />
      ) : (
        <section id="months" aria-labelledby="months-title">
          <h2 id="months-title">{words.allMonths}</h2>
          <ul className="month-list">
            {months.map(({ month: each, count }) => (
              <li key={each}>
                <a
                  href={pageHref(context, `history/${each}`)}
                  aria-current={each === month ? 'page' : undefined}
                >
                  <span>{formats.month(each)}</span> <small>{words.incidentCount(count)}</small>
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Frame>
  );
}

type MonthLinkProps = {
  context: PageContext;
  month: string | undefined;
  label: string;
  turn: 'earlier' | 'later';
};

function MonthLink({ context, month, label, turn }: MonthLinkProps) {
  if (month === undefined) return <span className="icon-button" aria-hidden="true" />;
  const name = `${label}: ${context.formats.month(month)}`;
  return (
    <a
      className={`icon-button ${turn}`}
      href={pageHref(context, `history/${month}`)}
      aria-label={name}
      title={name}
      rel={turn === 'earlier' ? 'prev' : 'next'}
    >
      <Icon name="arrow" />
    </a>
  );
}

export function BackLink({ context }: { context: PageContext }) {
  return (
    <a className="back" href={pageHref(context, '')}>
      <Icon name="arrow" />
      {context.words.backToStatus}
    </a>
  );
}
