import Link from 'next/link';
import { MessagePage } from '@/components/shell/message-page';
import { Button } from '@/components/ui/button';

export default function NotFound() {
  return (
    <>
      <title>Not found · Stillup</title>
      <MessagePage
        title="This does not exist, or not any more"
        actions={
          <Button asChild variant="primary">
            <Link href="/monitors">To the monitors</Link>
          </Button>
        }
      >
        It may have been deleted, or it belongs to another organization.
      </MessagePage>
    </>
  );
}
