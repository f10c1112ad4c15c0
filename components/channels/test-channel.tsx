'use client';

import Link from 'next/link';
import { useState } from 'react';
import { RawText, SentRequest } from '@/components/deliveries/sent-request';
import type { Action } from '@/components/forms/action-result';
import { useCommand } from '@/components/forms/use-action';
import { StateLine } from '@/components/state/state-mark';
import { msWords } from '@/components/time/words';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import type { ChannelTestView } from '@/lib/alerting/schema';
import type { ChannelView } from '@/lib/channels/schema';

export function TestChannel({ channel, test }: { channel: ChannelView; test: Action<ChannelTestView> }) {
  const { pending, run } = useCommand();
  const [result, setResult] = useState<ChannelTestView | null>(null);
  const send = async () => {
    const answer = await run('test', () => test({ id: channel.id }));
    if (answer.ok) setResult(answer.data);
  };
  return (
    <>
      <Button variant="primary" pending={pending === 'test'} onClick={() => void send()}>
        Send a test
      </Button>
      <Dialog
        open={result !== null}
        onOpenChange={() => setResult(null)}
        title={result?.ok ? 'The test arrived' : 'The test did not arrive'}
        className="w-[min(40rem,calc(100vw-2rem))]"
      >
        {result && <TestResult result={result} />}
      </Dialog>
    </>
  );
}

function TestResult({ result }: { result: ChannelTestView }) {
  return (
    <div className="space-y-4">
      <StateLine
        state={result.ok ? 'up' : 'down'}
        words={`${result.status_code === null ? 'Answered' : `Status ${result.status_code}`} after ${msWords(result.duration_ms)}`}
      />
      {result.error && <p className="break-words">{result.error}</p>}
      {!result.ok && (
        <p className="text-ink-soft">
          Look at what the other side says, correct the values under Edit, and test again.
        </p>
      )}
      <div>
        <h3 className="mb-1 text-sm font-semibold">Its answer</h3>
        {result.answer ? (
          <RawText label="Raw answer">{result.answer}</RawText>
        ) : (
          <p className="text-ink-soft">Nothing was answered in words.</p>
        )}
      </div>
      {result.request && (
        <details>
          <summary className="w-fit cursor-pointer py-1 text-sm font-semibold">What was sent</summary>
          <div className="mt-2">
            <SentRequest request={result.request} />
          </div>
        </details>
      )}
      <Link
        href={`/deliveries/${result.delivery_id}`}
        className="link inline-flex min-h-6 items-center text-sm"
      >
        Open it in the ledger
      </Link>
    </div>
  );
}
