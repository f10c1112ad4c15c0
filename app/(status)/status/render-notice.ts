import { renderNotice as renderPage } from '@/components/status-pages/public/render-html';
import { statusAssets } from '@/lib/snapshots/status-assets';
import type { RenderNotice } from '@/lib/web/page-notice';

/** Files of a page stand behind its lock, so that a notice shows none. */
export const renderNotice: RenderNotice = (page, locale, notice) =>
  renderPage({ ...page, files: [] }, locale, notice, statusAssets());
