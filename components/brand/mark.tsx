/** A caret that stands on a level line: still, and up. Drawn on a 20-unit grid, two strokes of 2.6. */
export function Mark({ size = 20, className }: { size?: number; className?: string }) {
  return (
    <svg
      viewBox="0 0 20 20"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth="2.6"
      aria-hidden="true"
      className={className}
    >
      <path d="M2.5 11.6 10 4.1l7.5 7.5" strokeLinejoin="miter" />
      <path d="M2.5 16.4h15" />
    </svg>
  );
}

export function Wordmark({ size = 20 }: { size?: number }) {
  return (
    <span className="inline-flex items-center gap-2">
      <Mark size={size} />
      <span className="text-lg font-semibold tracking-[-0.03em]">Stillup</span>
    </span>
  );
}
