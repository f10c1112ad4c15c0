import { type DrawnState, stateColor, stateWords } from '@/components/state/states';
import { cn } from '@/components/ui/cn';

/** One outline per state, so that the mark can be read without its colour. */
function Shape({ state }: { state: DrawnState }) {
  switch (state) {
    case 'up':
      return <circle cx="8" cy="8" r="5.5" fill="currentColor" />;
    case 'degraded':
      return <path d="M8 1.8 15 14H1z" fill="currentColor" />;
    case 'partial':
      return (
        <>
          <circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" strokeWidth="2" />
          <path d="M8 2.5a5.5 5.5 0 0 1 0 11z" fill="currentColor" />
        </>
      );
    case 'down':
      return (
        <>
          <rect x="1.5" y="1.5" width="13" height="13" rx="1.5" fill="currentColor" />
          <path d="m5 5 6 6m0-6-6 6" stroke="var(--canvas)" strokeWidth="1.9" />
        </>
      );
    case 'maintenance':
      return <path d="M8 1 15 8l-7 7-7-7z" fill="currentColor" />;
    case 'paused':
      return <path d="M3.5 2.5h3v11h-3zm6 0h3v11h-3z" fill="currentColor" />;
    case 'pending':
      return (
        <circle
          cx="8"
          cy="8"
          r="5.5"
          fill="none"
          stroke="currentColor"
          strokeWidth="2"
          strokeDasharray="2.6 2.6"
        />
      );
    case 'unknown':
      return <circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" strokeWidth="2" />;
  }
}

type StateMarkProps = { state: DrawnState; size?: number; label?: string | false; className?: string };

/** The mark of a state. It names itself to a screen reader unless the word stands beside it (`label={false}`). */
export function StateMark({ state, size = 12, label, className }: StateMarkProps) {
  const name = label === false ? undefined : (label ?? stateWords[state]);
  return (
    <svg
      viewBox="0 0 16 16"
      width={size}
      height={size}
      className={cn('shrink-0', className)}
      style={{ color: stateColor[state] }}
      role={name ? 'img' : undefined}
      aria-label={name}
      aria-hidden={name ? undefined : true}
    >
      <Shape state={state} />
    </svg>
  );
}

export function StateLine({
  state,
  words,
  className,
}: {
  state: DrawnState;
  words?: string;
  className?: string;
}) {
  return (
    <span className={cn('inline-flex items-center gap-2 whitespace-nowrap', className)}>
      <StateMark state={state} label={false} />
      {words ?? stateWords[state]}
    </span>
  );
}
