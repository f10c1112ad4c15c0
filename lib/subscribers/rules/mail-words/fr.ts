import type { MailWords } from '@/lib/subscribers/rules/mail-words/words';

export const fr = {
  confirmSubject: 'Confirmez votre abonnement à {name}',
  confirmTitle: 'Confirmez votre abonnement',
  confirmBody:
    'Quelqu’un, sans doute vous, a demandé l’envoi des nouvelles de la page d’état {name} à {address}.',
  confirmAction: 'Confirmer',
  confirmNote:
    'Le lien est valable sept jours. Si ce n’était pas vous, ne faites rien : vous ne recevrez pas d’autre message.',
  knownSubject: 'Vous êtes abonné à {name}',
  knownTitle: 'Vous êtes déjà abonné',
  knownBody:
    'Quelqu’un, sans doute vous, a demandé l’envoi des nouvelles de la page d’état {name} à {address}. C’est déjà le cas ; rien n’a changé.',
  manage: 'Gérer votre abonnement',
  unsubscribe: 'Se désabonner',
  why: 'Vous recevez ce message parce que {address} est abonnée à {name}.',
  affected: 'Composants touchés',
  plannedFor: 'Prévu pour',
  viewIncident: 'Voir l’incident',
  viewMaintenance: 'Voir la maintenance',
} satisfies MailWords;
