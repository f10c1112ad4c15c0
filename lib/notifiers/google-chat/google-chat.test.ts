import { expect, test } from 'vitest';
import { escapeChatText } from '@/lib/notifiers/google-chat/card';
import { googleChatKind } from '@/lib/notifiers/google-chat/kind';
import { bodyOf, deliverTo } from '@/lib/notifiers/testing/deliver-to';
import { messageKinds, oversized, sampleMessage } from '@/lib/notifiers/testing/messages';
import { hostileName } from '@/lib/notifiers/testing/sample';

type Widget = { textParagraph?: { text: string }; buttonList?: { buttons: { text: string }[] } };
type Body = {
  text: string;
  thread?: { threadKey: string };
  cardsV2: { card: { sections: { widgets: Widget[] }[] } }[];
};

const taken = { status: 200, body: '{"name":"spaces/A/messages/1.1"}' };

async function posted(message = sampleMessage('opened')) {
  const { received } = await deliverTo('google_chat', { message }, taken);
  return { body: bodyOf(received[0]) as unknown as Body, path: received[0]?.path ?? '' };
}

test('all messages of an incident go into one thread, by its id, under the space’s own key and token', async () => {
  for (const kind of ['opened', 'resolved'] as const) {
    const { body, path } = await posted(sampleMessage(kind));
    expect(body.thread).toEqual({ threadKey: 'inc_01h455vb4pex5vsknk084sn02q' });
    expect(path).toMatch(
      /^\/v1\/spaces\/AAAAbbbbCCC\/messages\?key=[\w-]+&token=[\w-]+%3D&messageReplyOption=REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD$/,
    );
  }
  for (const kind of ['digest', 'report', 'test'] as const) {
    const { body, path } = await posted(sampleMessage(kind));
    expect(body.thread).toBeUndefined();
    expect(path).not.toContain('messageReplyOption');
  }
});

test('the headline is text, the rest a card with escaped HTML and buttons', async () => {
  const { body } = await posted();
  expect(body.text).toBe('*Down: Checkout API*');
  const [facts, buttons] = body.cardsV2[0]?.card.sections ?? [];
  expect(facts?.widgets[0]?.textParagraph?.text).toContain('<font color="#d22f4f">Down</font>');
  expect(facts?.widgets[1]?.textParagraph?.text).toContain(
    '<b>Target</b>: https://api.example.com/health?full=1&amp;x=&lt;y&gt;<br><b>Since</b>: 1 Mar 2026, 12:00:00 UTC',
  );
  expect(buttons?.widgets[0]?.buttonList?.buttons.map(({ text }) => text)).toEqual([
    'Acknowledge',
    'Open the incident',
    'Open the monitor',
  ]);
});

test('a name makes no format, link or mention, and keeps its underscores', () => {
  expect(escapeChatText('db_backup_nightly 2*3')).toBe('db_backup_nightly 2*3');
  const escaped = escapeChatText('<users/all> <https://evil.example|Sign in> *b* _i_ `c`');
  for (const live of ['<users', '<https', '://', ' *b', 'b* ', '_i_', '`c`'])
    expect(escaped).not.toContain(live);
});

test.each(messageKinds)('%s is within 32,000 bytes and 100 widgets', async (kind) => {
  const { received } = await deliverTo(
    'google_chat',
    { message: oversized(sampleMessage(kind, `${hostileName}${'&'.repeat(200)}`)) },
    taken,
  );
  expect(Buffer.byteLength(received[0]?.body ?? '')).toBeLessThanOrEqual(32_000);
  const { text, cardsV2 } = bodyOf(received[0]) as unknown as Body;
  expect(text.length).toBeLessThanOrEqual(4096);
  for (const { widgets } of cardsV2[0]?.card.sections ?? []) {
    expect(widgets.length).toBeLessThanOrEqual(100);
    for (const widget of widgets) expect(widget.textParagraph?.text).not.toBe('');
  }
});

test.each([
  ['https://chat.googleapis.com/v1/spaces/AAA/messages?key=k&token=t%3D&threadKey=x', null],
  ['https://chat.googleapis.com/v1/spaces/AAA/messages?key=k', 'not whole'],
  ['https://chat.google.com/room/AAA', 'link of a space'],
  ['https://mail.google.com/chat/u/0/#chat/space/AAA', 'link of a space'],
  ['https://example.com/v1/spaces/AAA/messages?key=k&token=t', 'begins with'],
])('as the address %s is taken or refused with a reason', (url, fault) => {
  const parsed = googleChatKind.configSchema.safeParse({ url });
  if (fault === null) {
    expect(parsed.data).toEqual({
      url: 'https://chat.googleapis.com/v1/spaces/AAA/messages?key=k&token=t%3D',
    });
  } else expect(parsed.error?.issues[0]?.message).toContain(fault);
});
