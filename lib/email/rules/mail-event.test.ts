import { expect, test } from 'vitest';
import { addressLoss } from '@/lib/email/rules/mail-event';

const data = {
  broadcast_id: '8b146471-e88e-4322-86af-016cd36fd216',
  created_at: '2026-03-01T12:00:00.000Z',
  email_id: '56761188-7520-42d8-8898-ff6fc54ce618',
  from: 'Stillup <stillup@example.com>',
  to: ['Ops@Example.com'],
  subject: 'Down: Checkout API',
  tags: { delivery_id: 'dlv_1' },
};
const bounced = (type: string) => ({
  type: 'email.bounced',
  created_at: '2026-03-01T12:00:01.000Z',
  data: { ...data, bounce: { message: 'The mailbox does not exist', subType: 'General', type } },
});

test('a hard bounce is a loss, one that may pass is none', () => {
  expect(addressLoss(bounced('Permanent'))).toEqual({
    deliveryId: 'dlv_1',
    addresses: ['ops@example.com'],
    reason: 'bounced',
    detail: 'The mailbox does not exist',
  });
  expect(addressLoss(bounced('Transient'))).toBeNull();
  expect(addressLoss(bounced('Undetermined'))).toBeNull();
});

test('a complaint is a loss; tags may come as a list, recipients with a name', () => {
  const event = {
    type: 'email.complained',
    data: { ...data, to: ['Ops <ops@example.com>'], tags: [{ name: 'delivery_id', value: 'dlv_2' }] },
  };
  expect(addressLoss(event)).toMatchObject({
    deliveryId: 'dlv_2',
    addresses: ['ops@example.com'],
    reason: 'complained',
  });
  expect(addressLoss({ ...event, data: { ...event.data, tags: undefined } })?.deliveryId).toBeNull();
});

test.each([
  { type: 'email.delivered', data },
  { type: 'email.opened', data },
  { type: 'contact.created', data: {} },
  { type: 'email.bounced' },
  null,
  'x',
  [],
])('%j is none', (event) => {
  expect(addressLoss(event)).toBeNull();
});
