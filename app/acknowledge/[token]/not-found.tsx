import { MessagePage } from '@/components/shell/message-page';

export default function NotFound() {
  return (
    <main className="mx-auto max-w-xl px-6">
      <title>This link does not work · Stillup</title>
      <MessagePage title="This link does not work">
        It is incomplete, or what it belongs to was deleted. Open the link of the latest message, or sign in
        and acknowledge the incident there.
      </MessagePage>
    </main>
  );
}
