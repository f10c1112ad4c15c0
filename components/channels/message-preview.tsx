'use client';

import { useEffect, useMemo, useState } from 'react';
import { SentRequest } from '@/components/deliveries/sent-request';
import { type Action, runAction } from '@/components/forms/action-result';
import { Segmented } from '@/components/ui/segmented';
import type { ChannelPreviewView } from '@/lib/alerting/schema';

const settleMs = 400;

const kinds = [
  { value: 'opened', label: 'Down' },
  { value: 'resolved', label: 'Recovered' },
] as const;

type MessagePreviewProps = {
  channelId: string;
  /** Changes when the channel was changed: then the preview is made anew. */
  version: string;
  texts: { title: string; body: string };
  isFaulty: boolean;
  preview: Action<ChannelPreviewView>;
};

/** A sample message as this channel would get it, made by the server a moment after the typing stops. */
export function MessagePreview({ channelId, version, texts, isFaulty, preview }: MessagePreviewProps) {
  const [kind, setKind] = useState<'opened' | 'resolved'>('opened');
  const [shown, setShown] = useState<ChannelPreviewView | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const { title, body } = texts;
  const asked = useMemo(
    () => ({ version, input: { id: channelId, kind, templates: { title, body } } }),
    [version, channelId, kind, title, body],
  );
  useEffect(() => {
    if (isFaulty) return;
    let isCurrent = true;
    const timer = setTimeout(async () => {
      const result = await runAction(() => preview(asked.input));
      if (!isCurrent) return;
      setFailure(result.ok ? null : result.error.detail);
      if (result.ok) setShown(result.data);
    }, settleMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [asked, isFaulty, preview]);
  return (
    <section aria-label="Preview" className="min-w-0">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
        <h3 className="text-sm font-medium">How it would arrive</h3>
        <Segmented label="Which message" value={kind} onChange={setKind} options={kinds} />
      </div>
      {isFaulty && <p className="mb-3 text-sm text-ink-soft">Shown as it was before the fault.</p>}
      {failure && <p className="mb-3 text-sm text-danger">{failure}</p>}
      <div className="rounded-md border border-line p-4">
        {shown === null ? (
          <p className="text-ink-faint">Being made…</p>
        ) : (
          <div className="space-y-3">
            <p className="font-semibold break-words">{shown.headline}</p>
            {shown.paragraphs.length > 0 && (
              <p className="break-words whitespace-pre-line">{shown.paragraphs.join('\n\n')}</p>
            )}
            <dl className="text-sm">
              {shown.facts.map(({ label, value }) => (
                <div key={label} className="grid grid-cols-[7rem_minmax(0,1fr)] gap-x-3 py-0.5">
                  <dt className="text-ink-faint">{label}</dt>
                  <dd className="break-words">{value}</dd>
                </div>
              ))}
            </dl>
          </div>
        )}
      </div>
      {shown !== null && <Requests requests={shown.requests} />}
    </section>
  );
}

function Requests({ requests }: Pick<ChannelPreviewView, 'requests'>) {
  return (
    <details className="mt-3">
      <summary className="w-fit cursor-pointer py-1 text-sm text-ink-soft">
        {requests.length === 1 ? 'The request' : `The ${requests.length} requests`}, secrets cut out
      </summary>
      <div className="mt-2 space-y-4">
        {requests.length === 0 && <p className="text-sm text-ink-soft">Nothing is sent of this.</p>}
        {requests.map((request, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two requests may be the same, and they hold nothing of their own
          <SentRequest key={index} request={request} />
        ))}
      </div>
    </details>
  );
}
