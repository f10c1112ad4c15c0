import { TrustedHtml } from '@/components/status-pages/trusted-html';
import { stalePlaceholder } from '@/lib/snapshots/constants';

/** Where a document says that it is stale; empty, and not seen, while it is not. Stands in what is refreshed, so that it comes and goes. */
export function StaleNote({ as = 'div' }: { as?: 'div' | 'span' }) {
  return <TrustedHtml as={as} className="stale" html={stalePlaceholder} />;
}
