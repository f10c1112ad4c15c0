'use client';

import { useState } from 'react';
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
      >
        {result && (
          <div className="space-y-3">
            <StateLine
              state={result.ok ? 'up' : 'down'}
              words={`${result.status_code === null ? 'Answered' : `Status ${result.status_code}`} after ${msWords(result.duration_ms)}`}
            />
            {result.error && <p className="break-words">{result.error}</p>}
            {result.answer && (
              <pre className="max-h-60 overflow-auto rounded-md bg-sunken p-3 font-mono text-xs break-all whitespace-pre-wrap">
                {result.answer}
              </pre>
            )}
            {!result.ok && (
              <p className="text-ink-soft">
                Correct the address under Edit, or look at what the other side says.
              </p>
            )}
          </div>
        )}
      </Dialog>
    </>
  );
}
