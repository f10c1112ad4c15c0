'use client';

import { queryPath } from '@/components/lists/query-path';
import { useLive } from '@/components/live/use-live';
import { useMay } from '@/components/shell/shell-context';
import { audienceWords, exampleWords } from '@/components/status-pages/composer/told-words';
import { CheckField } from '@/components/ui/check-field';
import type { StatusPageView } from '@/lib/status-pages/schema';
import type { AudienceView } from '@/lib/subscribers/schema';

type WhoIsToldProps = {
  page: Pick<StatusPageView, 'id' | 'is_published'>;
  /** What it is about; of nothing, everybody is told. */
  componentIds: readonly string[];
  notify: boolean;
  onChange: (notify: boolean) => void;
  /** Of an update: who was told before hears of it in any case. */
  isLater?: boolean;
};

/** The switch, and whom it tells, counted as components are chosen. */
export function WhoIsTold({ page, componentIds, notify, onChange, isLater = false }: WhoIsToldProps) {
  return (
    <div className="space-y-2">
      <CheckField
        kind="switch"
        label="Tell the subscribers"
        checked={notify}
        onChange={(event) => onChange(event.target.checked)}
      />
      <div role="status" className="pl-11 text-sm text-ink-soft">
        {!notify ? (
          'It stands on the page, in its feeds and its data. Nobody gets a message.'
        ) : page.is_published ? (
          <Audience pageId={page.id} componentIds={componentIds} isLater={isLater} />
        ) : (
          'The page is not published: nobody is told until it is.'
        )}
      </div>
    </div>
  );
}

type AudienceProps = { pageId: string; componentIds: readonly string[]; isLater: boolean };

function Audience({ pageId, componentIds, isLater }: AudienceProps) {
  const mayRead = useMay('subscriber.read');
  const path = queryPath(`/status-pages/${pageId}/audience`, {
    component_ids: [...componentIds].sort().join(','),
  });
  const { data, error } = useLive<{ data: AudienceView }>(path, { enabled: mayRead, every: false });
  if (error && !data) return 'Who will be told could not be counted. They are told all the same.';
  if (!data) return 'Counting who will be told';
  const words = audienceWords(data.data);
  const earlier = isLater ? ' Whoever was told of it before hears of this too.' : '';
  if (words === null) return `Nobody has subscribed to this yet.${earlier}`;
  return (
    <>
      <strong className="font-medium text-ink">{words}</strong>
      {' will be told: '}
      <span className="break-words">{exampleWords(data.data)}</span>.{earlier}
    </>
  );
}
