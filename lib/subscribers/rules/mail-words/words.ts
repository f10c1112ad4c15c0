/** What mail to subscribers says in one language. `{name}` is the page's, `{address}` the mailbox, `{count}` a number. */
export type MailWords = {
  confirmSubject: string;
  confirmTitle: string;
  confirmBody: string;
  confirmAction: string;
  /** Valid for seven days; nothing happens without it. */
  confirmNote: string;
  knownSubject: string;
  knownTitle: string;
  knownBody: string;
  manage: string;
  unsubscribe: string;
  /** Why somebody gets the mail. */
  why: string;
  affected: string;
  /** From when until when a maintenance is planned. */
  plannedFor: string;
  viewIncident: string;
  viewMaintenance: string;
};
