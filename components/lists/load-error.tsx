import { Button } from '@/components/ui/button';

/** A part of a page that could not be loaded, and the way on. */
export function LoadError({ error, retry }: { error: Error; retry: () => void }) {
  return (
    <div role="alert" className="flex flex-wrap items-center gap-3 py-3 text-ink-soft">
      <p>
        <span className="text-danger">This part could not be loaded.</span> {error.message}
      </p>
      <Button size="sm" onClick={retry}>
        Try again
      </Button>
    </div>
  );
}
