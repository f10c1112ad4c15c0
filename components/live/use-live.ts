'use client';

import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { reportAnswer, reportFailure } from '@/components/live/freshness';
import { wasTouchedLately } from '@/components/live/recent-changes';

const pollMs = 5000;
const slowestPollMs = 60_000;

/** A refusal by the server, with the words it gave. */
export class LiveError extends Error {
  readonly status: number;
  constructor(status: number, detail: string) {
    super(detail);
    this.status = status;
  }
}

export async function fetchLive<T>(path: string, signal?: AbortSignal): Promise<T> {
  try {
    const response = await fetch(`/api/live${path}`, {
      headers: { accept: 'application/json' },
      ...(signal && { signal }),
    });
    // The session has ended: what is on the page would only grow old.
    if (response.status === 401) window.location.assign('/sign-in');
    const body: unknown = await response.json().catch(() => null);
    if (!response.ok) throw new LiveError(response.status, detailOf(body) ?? 'The server could not answer.');
    reportAnswer(Date.now());
    return body as T;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    if (!(error instanceof LiveError) || error.status >= 500) reportFailure();
    throw error;
  }
}

function detailOf(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('detail' in body)) return null;
  return typeof body.detail === 'string' ? body.detail : null;
}

type LiveOptions<T> = {
  /** What the server rendered with; shown at once and then kept fresh. */
  initial?: T | undefined;
  enabled?: boolean;
  /** Milliseconds between polls; `false` for what does not change by itself. */
  every?: number | false;
};

/**
 * Keeps one answer of `/api/live` fresh: polls while the tab is looked at, slower while the server fails, and at once
 * when the server says that something happened.
 */
export function useLive<T>(path: string, { initial, enabled = true, every = pollMs }: LiveOptions<T> = {}) {
  const client = useQueryClient();
  useEffect(() => {
    if (initial === undefined) return;
    client.setQueryData<T>(['live', path], initial);
    if (wasTouchedLately(path, Date.now())) void client.invalidateQueries({ queryKey: ['live', path] });
  }, [client, path, initial]);
  return useQuery<T>({
    queryKey: ['live', path],
    queryFn: ({ signal }) => fetchLive<T>(path, signal),
    enabled,
    ...(initial !== undefined && { initialData: () => initial }),
    placeholderData: keepPreviousData,
    staleTime: pollMs,
    refetchInterval: (query) =>
      every !== false && Math.min(every * 2 ** query.state.fetchFailureCount, slowestPollMs),
    retry: false,
    // A browser that thinks it is offline still asks, so that the failure shows.
    networkMode: 'always',
  });
}
