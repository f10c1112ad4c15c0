import Link from 'next/link';
import { MessagePage } from '@/components/shell/message-page';
import { Button } from '@/components/ui/button';

export default function NotFound() {
  return (
    <main className="mx-auto max-w-xl px-6">
      <title>Not found · Stillup</title>
      <MessagePage
        title="There is nothing at this address"
        actions={
          <Button asChild variant="primary">
            <Link href="/">To the overview</Link>
          </Button>
        }
      >
        It may have been deleted, or it belongs to an organization you are not a member of.
      </MessagePage>
    </main>
  );
}
