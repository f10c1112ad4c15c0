import { cn } from '@/components/ui/cn';

type FiguresProps = { figures: readonly { label: string; value: string }[]; className?: string };

/** A few figures side by side, each under its name. */
export function Figures({ figures, className }: FiguresProps) {
  return (
    <dl className={cn('flex flex-wrap gap-x-10 gap-y-3', className)}>
      {figures.map(({ label, value }) => (
        <div key={label}>
          <dt className="text-sm text-ink-faint">{label}</dt>
          <dd className="text-lg font-semibold tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
