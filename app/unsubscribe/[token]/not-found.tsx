import { MessagePage } from '@/components/shell/message-page';

export default function NotFound() {
  return (
    <main className="mx-auto max-w-xl px-6">
      <title>This link does not work · Stillup</title>
      <MessagePage title="This link does not work">
        It is incomplete, or the channel it belongs to was deleted, which then sends no more mail either. Open
        the link of the latest mail that you got.
      </MessagePage>
    </main>
  );
}
