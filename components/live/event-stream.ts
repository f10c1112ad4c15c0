import type { Change } from '@/components/live/touched';
import { changeTopics } from '@/lib/audit/constants';

const channelName = 'stillup-live';

/**
 * Calls `onChange` for whatever the server pushes. One stream per browser: the tab that holds the lock reads it and
 * tells the others. When that tab closes, another one gets the lock. Without locks or streams, polling is left.
 */
export function listenForChanges(onChange: (change: Change) => void): () => void {
  if (!('locks' in navigator) || !('BroadcastChannel' in window)) return () => {};
  const stop = new AbortController();
  const channel = new BroadcastChannel(channelName);
  channel.onmessage = (event: MessageEvent<Change>) => onChange(event.data);
  const tellAll = (change: Change) => {
    if (stop.signal.aborted) return;
    onChange(change);
    channel.postMessage(change);
  };
  navigator.locks
    .request(channelName, { signal: stop.signal }, () => holdStream(stop.signal, tellAll))
    .catch(() => {
      // The tab went away before it was its turn.
    });
  return () => {
    stop.abort();
    channel.close();
  };
}

/** Lasts until aborted; EventSource itself reconnects and sends Last-Event-ID. */
function holdStream(signal: AbortSignal, onChange: (change: Change) => void): Promise<void> {
  return new Promise((resolve) => {
    const source = new EventSource('/api/live/events');
    source.addEventListener('resync', () => onChange(null));
    source.addEventListener('change', (event: MessageEvent<string>) => onChange(parseChange(event.data)));
    signal.addEventListener('abort', () => {
      source.close();
      resolve();
    });
  });
}

/** What cannot be read counts as “anything may have changed”. */
function parseChange(text: string): Change {
  try {
    const change = JSON.parse(text) as Change;
    return changeTopics.some((topic) => topic === change?.topic) ? change : null;
  } catch {
    return null;
  }
}
