import type { SubscriptionWords } from '@/lib/subscribers/rules/subscription-words/words';

export const en = {
  sentTitle: 'Check your mail',
  sentBody: 'We sent a link to {address}. Open it to confirm, and updates of {name} will reach you there.',
  sentNote:
    'Nothing arrived after some minutes? Look into the spam folder, and see that the address is right.',
  faultTitle: 'This did not work',
  badAddress: 'This is not a complete mail address.',
  foreignAddress: 'Updates of this page go to mailboxes of certain domains only. Use your address there.',
  tooMany: 'Too many requests. Wait an hour, then try again.',
  closed: 'This page takes no subscriptions by mail.',
  deadTitle: 'This link does not work any more',
  deadBody:
    'It is incomplete, older than seven days, or a newer one was sent. Subscribe again on the page to get a new one.',
  confirmTitle: 'Confirm your subscription',
  confirmBody: 'Updates of {name} will be sent to {address}.',
  confirmAction: 'Confirm',
  confirmedTitle: 'You are subscribed',
  confirmedBody: 'Updates of {name} reach you at {address}.',
  manageTitle: 'Your subscription',
  manageBody: 'Updates of {name} go to {address}.',
  savedBody: 'Your changes are saved.',
  components: 'Which components',
  componentsHint: 'None chosen means all of them.',
  language: 'Language of the mails',
  save: 'Save',
  unsubscribe: 'Unsubscribe',
  goneTitle: 'You are unsubscribed',
  goneBody: '{address} gets no more updates of {name}. To get them again, subscribe on the page.',
  pausedBody:
    'Mail to this address came back, so it gets no updates. Subscribe again on the page to try anew.',
  backToPage: 'Back to the status page',
} satisfies SubscriptionWords;
