import type { MailWords } from '@/lib/subscribers/rules/mail-words/words';

export const en = {
  confirmSubject: 'Confirm your subscription to {name}',
  confirmTitle: 'Confirm your subscription',
  confirmBody: 'Somebody, most likely you, asked to send updates of the status page {name} to {address}.',
  confirmAction: 'Confirm',
  confirmNote: 'The link works for seven days. If this was not you, do nothing, and you get no further mail.',
  knownSubject: 'You are subscribed to {name}',
  knownTitle: 'You are subscribed already',
  knownBody:
    'Somebody, most likely you, asked to send updates of the status page {name} to {address}. It gets them already, and nothing has changed.',
  manage: 'Manage your subscription',
  unsubscribe: 'Unsubscribe',
  why: 'You get this mail because {address} is subscribed to {name}.',
  affected: 'Affected components',
  plannedFor: 'Planned for',
  viewIncident: 'View the incident',
  viewMaintenance: 'View the maintenance',
} satisfies MailWords;
