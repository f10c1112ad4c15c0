import { expect, test } from 'vitest';
import { shownLength } from '@/lib/notifiers/telegram/html';
import { telegramKind } from '@/lib/notifiers/telegram/kind';
import { bodyOf, deliverTo } from '@/lib/notifiers/testing/deliver-to';
import { messageKinds, oversized, sampleMessage } from '@/lib/notifiers/testing/messages';
import { hostileName } from '@/lib/notifiers/testing/sample';

const taken = { status: 200, body: '{"ok":true,"result":{"message_id":77}}' };

async function posted(message = sampleMessage('opened'), context = {}, config = {}) {
  const { received } = await deliverTo('telegram', { message, context, config }, taken);
  return bodyOf(received[0]) as { text: string; reply_markup?: object } & Record<string, unknown>;
}

test('an outage is HTML with facts, without a preview, with buttons to public addresses', async () => {
  const body = await posted(sampleMessage('opened'), {}, { message_thread_id: '42' });
  expect(body).toMatchObject({
    chat_id: '-1001234567890',
    message_thread_id: 42,
    parse_mode: 'HTML',
    link_preview_options: { is_disabled: true },
    reply_markup: {
      inline_keyboard: [
        [{ text: 'Acknowledge', url: 'https://status.example.com/acknowledge/token' }],
        [{ text: 'Open the incident' }, { text: 'Open the monitor' }],
      ],
    },
  });
  expect(body.text).toMatch(/^<b>Down: Checkout API<\/b>\n\n/);
  expect(body.text).toContain('<b>Target:</b> https://api.example.com/health?full=1&amp;x=&lt;y&gt;');
  expect(body).not.toHaveProperty('reply_parameters');
});

test('later messages answer to the first one, and go out even where that was deleted', async () => {
  const { attempt } = await deliverTo('telegram', {}, taken);
  expect(attempt.receipt).toEqual({ message_id: '77' });
  const body = await posted(sampleMessage('resolved'), { receipt: attempt.receipt });
  expect(body['reply_parameters']).toEqual({ message_id: 77, allow_sending_without_reply: true });
});

test('addresses that only the own network knows are text: a button to them would have it all refused', async () => {
  const context = { appUrl: 'http://localhost:3000', acknowledgeUrl: 'http://localhost:3000/acknowledge/t' };
  const body = await posted(sampleMessage('opened'), context);
  expect(body.reply_markup).toBeUndefined();
  expect(body.text).toContain('Acknowledge: http://localhost:3000/acknowledge/t');
});

test.each(messageKinds)('%s is at most 4,096 characters long, and all its tags are closed', async (kind) => {
  for (const context of [{}, { appUrl: 'http://localhost:3000' }]) {
    const { text } = await posted(
      oversized(sampleMessage(kind, `${hostileName}${'<&'.repeat(200)}`)),
      context,
    );
    expect(shownLength(text)).toBeLessThanOrEqual(4096);
    const open: string[] = [];
    for (const [, slash, name = ''] of text.matchAll(/<(\/?)([a-z]+)[^>]*>/g)) {
      if (slash === '') open.push(name);
      else expect(open.pop()).toBe(name);
    }
    expect(open).toEqual([]);
    expect(text.replaceAll(/<\/?(b|pre|a)( href="[^"<>]*")?>/g, '')).not.toMatch(
      /[<>]|&(?!(amp|lt|gt|quot);)/,
    );
  }
});

test('a group that has become a supergroup is followed to its new id, at once', async () => {
  const { attempt } = await deliverTo(
    'telegram',
    {},
    {
      status: 400,
      body: '{"ok":false,"parameters":{"migrate_to_chat_id":-1009876543210}}',
    },
  );
  expect(attempt.verdict).toMatchObject({
    kind: 'retry',
    retryAfterMs: 0,
    patch: { chat_id: '-1009876543210' },
  });
  expect(
    telegramKind.configSchema.safeParse({ bot_token: '123456:'.padEnd(42, 'a'), chat_id: '-1009876543210' })
      .success,
  ).toBe(true);
});

test.each([
  [{ bot_token: 'hunter2' }, 'bot token'],
  [{ chat_id: 'my group' }, 'chat ID'],
  [{ message_thread_id: 'General' }, 'topic'],
])('%o is refused with a reason', (wrong, reason) => {
  const good = { bot_token: '123456:'.padEnd(42, 'a'), chat_id: '@acme_ops' };
  expect(telegramKind.configSchema.safeParse(good).success).toBe(true);
  const { error } = telegramKind.configSchema.safeParse({ ...good, ...wrong });
  expect(error?.issues[0]?.message.toLowerCase()).toContain(reason.toLowerCase());
});
