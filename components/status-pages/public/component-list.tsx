import { ComponentRow } from '@/components/status-pages/public/component-row';
import { Icon } from '@/components/status-pages/public/icons';
import type { PageContext } from '@/components/status-pages/public/page-context';
import { Status, shownStatus } from '@/components/status-pages/public/status';
import { zoneWords } from '@/components/time/zones';
import type { ComponentView, TreeItem } from '@/lib/snapshots/rules/page-view';
import { fillWords } from '@/lib/status-pages/rules/fill-words';

type Props = { context: PageContext; tree: readonly TreeItem[] };

/** Everything that is seen, in the order of the page: a card for each group, one for what stands together without one. */
export function ComponentList({ context, tree }: Props) {
  const { words } = context;
  // The place stays where all are hidden, so that the script finds where to put the first one.
  if (tree.length === 0) return <section id="components" hidden />;
  return (
    <section id="components" aria-labelledby="components-title">
      <h2 id="components-title" className="hidden">
        {words.components}
      </h2>
      {cardsOf(tree).map((card) =>
        card.group === null ? (
          <div className="card" key={card.key}>
            {card.components.map((component) => (
              <ComponentRow key={component.id} context={context} component={component} isInGroup={false} />
            ))}
          </div>
        ) : (
          <Group key={card.key} context={context} group={card.group} components={card.components} />
        ),
      )}
      {hasDays(tree) && <Legend context={context} />}
    </section>
  );
}

type Card = { key: string; group: ComponentView | null; components: ComponentView[] };

function cardsOf(tree: readonly TreeItem[]): Card[] {
  const cards: Card[] = [];
  for (const item of tree) {
    if (item.kind === 'group') {
      cards.push({ key: item.group.id, group: item.group, components: [...item.children] });
      continue;
    }
    const last = cards.at(-1);
    if (last !== undefined && last.group === null) last.components.push(item.component);
    else cards.push({ key: item.component.id, group: null, components: [item.component] });
  }
  return cards;
}

type GroupProps = { context: PageContext; group: ComponentView; components: readonly ComponentView[] };

function Group({ context, group, components }: GroupProps) {
  return (
    <details className="card group" id={`component-${group.publicId}`} open>
      <summary>
        <Icon name="chevron" className="chevron" />
        <div className="row-name">
          <h3>{group.name}</h3>
          {group.description !== '' && <p>{group.description}</p>}
        </div>
        <Status context={context} status={shownStatus(group)} />
      </summary>
      {components.map((component) => (
        <ComponentRow key={component.id} context={context} component={component} isInGroup />
      ))}
    </details>
  );
}

function hasDays(tree: readonly TreeItem[]): boolean {
  return tree.some((item) =>
    item.kind === 'group' ? item.children.some(({ days }) => days !== null) : item.component.days !== null,
  );
}

const legend = [
  { state: 'operational', letter: 'o' },
  { state: 'degraded', letter: 'd' },
  { state: 'partial', letter: 'p' },
  { state: 'major', letter: 'x' },
  { state: 'maintenance', letter: 'm' },
  { state: 'no_data', letter: 'n' },
] as const;

function Legend({ context }: { context: PageContext }) {
  const { words, page } = context;
  return (
    <details className="legend" id="legend">
      <summary>
        <Icon name="chevron" className="chevron" />
        {page.settings.shows_uptime ? words.howReckoned : words.legend}
      </summary>
      <ul>
        {legend.map(({ state, letter }) => (
          <li key={state}>
            <span className={`swatch ${letter}`} />
            {words.dayStates[state]}
          </li>
        ))}
      </ul>
      {page.settings.shows_uptime && <p>{words.formulas[page.settings.uptime_formula]}</p>}
      <p>
        {words.noDataExplained} {fillWords(words.daysInZone, { zone: zoneWords(page.timeZone) })}
      </p>
      <p className="keys">{words.keyboardHint}</p>
    </details>
  );
}
