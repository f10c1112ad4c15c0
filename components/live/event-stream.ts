const channelName = 'stillup-live';

/**
 * Calls `onEvent` for whatever the server pushes. One stream per browser: the tab that holds the lock reads it and
 * tells the others. When that tab closes, another one gets the lock. Without locks or streams, polling is left.
 */
export function listenForEvents(onEvent: () => void): () => void {
  if (!('locks' in navigator) || !('BroadcastChannel' in window)) return () => {};
  const stop = new AbortController();
  const channel = new BroadcastChannel(channelName);
  channel.onmessage = onEvent;
  navigator.locks
    .request(channelName, { signal: stop.signal }, () =>
      holdStream(stop.signal, () => {
        onEvent();
        channel.postMessage(null);
      }),
    )
    .catch(() => {
      // The tab went away before it was its turn.
    });
  return () => {
    stop.abort();
    channel.close();
  };
}

/** Lasts until aborted; EventSource itself reconnects and sends Last-Event-ID. */
function holdStream(signal: AbortSignal, onEvent: () => void): Promise<void> {
  return new Promise((resolve) => {
    const source = new EventSource('/api/live/events');
    source.onmessage = onEvent;
    source.addEventListener('change', onEvent);
    signal.addEventListener('abort', () => {
      source.close();
      resolve();
    });
  });
}
