import { z } from 'zod';
import { checkedUrl } from '@/lib/notifiers/rules/checked-url';
import { defineKind } from '@/lib/notifiers/rules/kind';

const homeserver = checkedUrl((url) => {
  if (url.search !== '' || url.hash !== '') return 'leave out what comes after a ? or a #';
  if (url.hostname === 'matrix.to' || url.hostname.endsWith('app.element.io')) {
    return 'this is the address of the pages; the homeserver’s is in your client under “Help & About”';
  }
  return null;
}).transform((url) => url.replace(/\/+$/, '').replace(/\/_matrix.*$/, ''));

const roomId = z
  .string()
  .trim()
  .max(255)
  .superRefine((text, ctx) => {
    if (text.startsWith('#')) {
      ctx.addIssue({
        code: 'custom',
        message: 'this is an alias; give the internal room ID, which begins with !',
      });
    } else if (!/^![^\s/?#]+$/.test(text)) {
      ctx.addIssue({ code: 'custom', message: 'a room ID begins with !, as in !abcdef:example.com' });
    }
  });

export const matrixKind = defineKind({
  word: 'Matrix',
  summary: 'A message in a room, on any homeserver; what follows is in its thread.',
  group: 'chat',
  configSchema: z.strictObject({
    homeserver,
    room_id: roomId,
    access_token: z
      .string()
      .trim()
      .min(8)
      .max(1000)
      .regex(/^[!-~]+$/, 'a token has no spaces in it'),
  }),
  fields: [
    {
      name: 'homeserver',
      label: 'Homeserver',
      input: 'url',
      hint: 'Where the account lives; your client shows it under “Help & About”.',
      placeholder: 'https://matrix.example.com',
    },
    {
      name: 'room_id',
      label: 'Room ID',
      input: 'text',
      hint: 'Not the alias: in Element under “Room settings”, “Advanced”, “Internal room ID”.',
      placeholder: '!abcdef:example.com',
    },
    {
      name: 'access_token',
      label: 'Access token',
      input: 'secret',
      hint: 'Of an account made for it: in Element under “Settings”, “Help & About”, “Access Token”.',
    },
  ],
  steps: [
    'Make an account for the alerts on your homeserver, and sign in with it.',
    'Invite it into the room, and accept. It cannot write in an encrypted room so that people can read it: choose one without encryption.',
    'Copy the access token, and do not sign out: that would end the token.',
    'Copy the internal ID of the room from its settings.',
  ],
  docsUrl:
    'https://spec.matrix.org/latest/client-server-api/#put_matrixclientv3roomsroomidsendeventtypetxnid',
});
