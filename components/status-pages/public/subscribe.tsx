import { Icon } from '@/components/status-pages/public/icons';
import type { PageContext } from '@/components/status-pages/public/page-context';
import type { ComponentView } from '@/lib/snapshots/rules/page-view';

type Props = { context: PageContext; components: readonly ComponentView[] };

/**
 * A popover of the browser's own: opens, closes and gives focus back without a script. The address has the focus where it
 * opens, not where the page is loaded: there it cannot be seen.
 */
export function Subscribe({ context, components }: Props) {
  const { words, page } = context;
  return (
    <div id="subscribe" className="sheet-card" popover="auto" role="dialog" aria-labelledby="subscribe-title">
      <div className="section-head">
        <h2 id="subscribe-title">{words.subscribeTitle}</h2>
        <button
          type="button"
          className="icon-button"
          popoverTarget="subscribe"
          popoverTargetAction="hide"
          aria-label={words.close}
        >
          <Icon name="close" />
        </button>
      </div>
      {page.settings.takes_subscribers && (
        <form method="post" action={`${context.base}/subscribe`}>
          <input type="hidden" name="locale" value={context.locale} />
          <label htmlFor="subscribe-email">{words.emailAddress}</label>
          <input
            id="subscribe-email"
            type="email"
            name="email"
            autoComplete="email"
            required
            maxLength={254}
            autoFocus
          />
          <div className="trap" aria-hidden="true">
            <label htmlFor="subscribe-website">{words.leaveEmpty}</label>
            <input id="subscribe-website" name="website" tabIndex={-1} autoComplete="off" />
          </div>
          {components.length > 1 && <Choice context={context} components={components} />}
          <button type="submit" className="button">
            {words.subscribeSubmit}
          </button>
          <p className="hint">{words.subscribeHint}</p>
        </form>
      )}
      <h3>{words.feeds}</h3>
      <Feeds context={context} />
    </div>
  );
}

function Choice({ context, components }: Props) {
  const { words } = context;
  return (
    <details>
      <summary>
        <Icon name="chevron" className="chevron" />
        {words.chooseComponents}
      </summary>
      <fieldset>
        <legend>{words.chooseComponentsHint}</legend>
        {components.map(({ id, name }) => (
          <label key={id}>
            <input type="checkbox" name="component_ids" value={id} />
            <span>{name}</span>
          </label>
        ))}
      </fieldset>
    </details>
  );
}

function Feeds({ context }: { context: PageContext }) {
  const feeds = [
    { path: 'history.rss', label: 'RSS' },
    { path: 'history.atom', label: 'Atom' },
    { path: 'api/v2/summary.json', label: 'JSON' },
    { path: 'maintenance.ics', label: context.words.maintenanceCalendar },
  ];
  return (
    <ul className="feeds">
      {feeds.map(({ path, label }) => (
        <li key={path}>
          <a href={`${context.base}/${path}`}>{label}</a>
        </li>
      ))}
    </ul>
  );
}
