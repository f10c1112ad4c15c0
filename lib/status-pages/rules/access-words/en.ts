import type { AccessWords } from '@/lib/status-pages/rules/access-words/words';

export const en: AccessWords = {
  title: 'This page is not public',
  passwordBody: 'Enter the password to see the status of {name}.',
  password: 'Password',
  open: 'Open the page',
  wrongPassword: 'That is not the password. Check it and try again.',
  tooMany: 'Too many attempts. Wait a quarter of an hour and try again.',
  emailBody: 'Enter your mail address. If it may read the status of {name}, a link is sent to it.',
  sendLink: 'Send me a link',
  sentTitle: 'Check your mailbox',
  sentBody: 'If {address} may read this page, a link is on its way. It works once, for ten minutes.',
  badAddress: 'That is not a mail address. Check it and try again.',
  ipBody:
    'It can be read from certain networks only. Connect to the network of your organization, then load the page again.',
  linkTitle: 'Open the status of {name}',
  linkBody: 'The page then stays open in this browser for seven days.',
  deadTitle: 'This link does not work any more',
  deadBody: 'A link works once, for ten minutes. Ask for a new one.',
  askAgain: 'Ask for a new link',
  mailSubject: 'Your link to the status of {name}',
  mailBody:
    'Somebody asked to read the status of {name} with this mailbox. The link works once, for ten minutes.',
  mailNote: 'If that was not you, you need not do anything.',
};
