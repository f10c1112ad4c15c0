import { Icon } from '@/components/status-pages/public/icons';
import type { PageContext } from '@/components/status-pages/public/page-context';
import type { ComponentView } from '@/lib/snapshots/rules/page-view';

type Props = { context: PageContext; components: readonly ComponentView[] };

/** A popover of the browser's own: opens, closes and gives focus back without a script. */
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
      {page.settings.takes_subscribers && <SubscribeForm context={context} components={components} />}
      <h3>{words.feeds}</h3>
      <ul className="feeds">
        <li>
          <a href={`${context.base}/history.rss`}>RSS</a>
        </li>
        <li>
          <a href={`${context.base}/history.atom`}>Atom</a>
        </li>
        <li>
          <a href={`${context.base}/api/v2/summary.json`}>JSON</a>
        </li>
        <li>
          <a href={`${context.base}/maintenance.ics`}>{words.maintenanceCalendar}</a>
        </li>
      </ul>
    </div>
  );
}

function SubscribeForm({ context, components }: Props) {
  const { words } = context;
  return (
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
        // biome-ignore lint/a11y/noAutofocus: where it opens, not where the page is loaded: there it cannot be seen
        autoFocus
      />
      <div className="trap" aria-hidden="true">
        <label htmlFor="subscribe-website">{words.leaveEmpty}</label>
        <input id="subscribe-website" name="website" tabIndex={-1} autoComplete="off" />
      </div>
      {components.length > 1 && (
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
      )}
      <button type="submit" className="button">
        {words.subscribeSubmit}
      </button>
      <p className="hint">{words.subscribeHint}</p>
    </form>
  );
}
