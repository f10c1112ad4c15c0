'use client';

import { MessagePage } from '@/components/shell/message-page';
import { Button } from '@/components/ui/button';

function digestOf(error: unknown): string | null {
  return error instanceof Error && 'digest' in error && typeof error.digest === 'string'
    ? error.digest
    : null;
}

export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = digestOf(error);
  return (
    <div className="mx-auto max-w-xl px-6">
      <title>Error · Stillup</title>
      <MessagePage
        title="This page could not be shown"
        actions={
          <Button variant="primary" onClick={() => retry()}>
            Try again
          </Button>
        }
      >
        <p>Monitoring goes on without it. Try again; if it stays, the server’s log says why.</p>
        {digest && (
          <p className="mt-1">
            Look for <code className="font-mono text-sm text-ink">{digest}</code>.
          </p>
        )}
      </MessagePage>
    </div>
  );
}
