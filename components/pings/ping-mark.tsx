import type { PingAction } from '@/lib/heartbeats/constants';

const colors: Record<PingAction, string> = {
  success: 'var(--up)',
  start: 'var(--maintenance)',
  fail: 'var(--down)',
  log: 'var(--nodata)',
};

function Shape({ kind }: { kind: PingAction }) {
  switch (kind) {
    case 'success':
      return <circle cx="8" cy="8" r="5.5" fill="currentColor" />;
    case 'start':
      return <path d="m3.5 2 10 6-10 6z" fill="none" stroke="currentColor" strokeWidth="1.8" />;
    case 'fail':
      return (
        <>
          <rect x="1.5" y="1.5" width="13" height="13" rx="1.5" fill="currentColor" />
          <path d="m5 5 6 6m0-6-6 6" stroke="var(--canvas)" strokeWidth="1.9" />
        </>
      );
    case 'log':
      return (
        <path d="M2.5 4.5h11m-11 3.5h11m-11 3.5h7" stroke="currentColor" strokeWidth="1.6" fill="none" />
      );
  }
}

/** What a ping says, as an outline of its own; its word stands beside it. An ignored one is pale. */
export function PingMark({ kind, isIgnored = false }: { kind: PingAction; isIgnored?: boolean }) {
  return (
    <svg
      viewBox="0 0 16 16"
      width={11}
      height={11}
      aria-hidden="true"
      className="shrink-0"
      style={{ color: isIgnored ? 'var(--nodata)' : colors[kind] }}
    >
      <Shape kind={kind} />
    </svg>
  );
}
