import { Skeleton } from '@/components/ui/empty-state';

const widths = ['w-2/3', 'w-1/2', 'w-3/5', 'w-2/5', 'w-1/2'];

export default function Loading() {
  return (
    <div role="status">
      <span className="sr-only">Loading</span>
      <Skeleton className="mb-8 h-7 w-48" />
      {widths.map((width, index) => (
        <div
          key={`${width}-${index.toString()}`}
          className="flex h-12 items-center gap-3 border-b border-line"
        >
          <Skeleton className="size-3 rounded-full" />
          <Skeleton className={`h-4 ${width}`} />
        </div>
      ))}
    </div>
  );
}
