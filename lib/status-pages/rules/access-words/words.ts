/** What stands before a page that not everybody may read, in one language. `{name}` is the page's, `{address}` a mailbox. */
export type AccessWords = Record<
  | 'title'
  | 'passwordBody'
  | 'password'
  | 'open'
  | 'wrongPassword'
  | 'tooMany'
  | 'emailBody'
  | 'sendLink'
  | 'sentTitle'
  | 'sentBody'
  | 'badAddress'
  | 'ipBody'
  | 'linkTitle'
  | 'linkBody'
  | 'deadTitle'
  | 'deadBody'
  | 'askAgain'
  | 'mailSubject'
  | 'mailBody'
  | 'mailNote',
  string
>;
