import { after } from 'next/server';
import { renderNotice } from '@/components/status-pages/public/render-html';
import { statusAssets } from '@/lib/snapshots/status-assets';
import type { NoticeAdapter } from '@/lib/web/page-notice';

export const noticeAdapter: NoticeAdapter = {
  render: (page, locale, notice) => renderNotice(page, locale, notice, statusAssets()),
  later: after,
};
