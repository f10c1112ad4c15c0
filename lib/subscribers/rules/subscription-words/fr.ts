import type { SubscriptionWords } from '@/lib/subscribers/rules/subscription-words/words';

export const fr = {
  sentTitle: 'Consultez votre messagerie',
  sentBody:
    'Nous avons envoyé un lien à {address}. Ouvrez-le pour confirmer, et les nouvelles de {name} vous y parviendront.',
  sentNote: 'Rien après quelques minutes ? Regardez dans les indésirables et vérifiez l’adresse.',
  faultTitle: 'Cela n’a pas fonctionné',
  badAddress: 'Cette adresse de messagerie est incomplète.',
  foreignAddress:
    'Les nouvelles de cette page ne vont qu’à des adresses de certains domaines. Utilisez la vôtre.',
  tooMany: 'Trop de demandes. Attendez une heure, puis réessayez.',
  closed: 'Cette page n’accepte pas d’abonnement par messagerie.',
  deadTitle: 'Ce lien n’est plus valable',
  deadBody:
    'Il est incomplet, date de plus de sept jours ou a été remplacé. Abonnez-vous de nouveau sur la page pour en recevoir un autre.',
  confirmTitle: 'Confirmez votre abonnement',
  confirmBody: 'Les nouvelles de {name} seront envoyées à {address}.',
  confirmAction: 'Confirmer',
  confirmedTitle: 'Vous êtes abonné',
  confirmedBody: 'Les nouvelles de {name} vous parviennent à {address}.',
  manageTitle: 'Votre abonnement',
  manageBody: 'Les nouvelles de {name} vont à {address}.',
  savedBody: 'Vos modifications sont enregistrées.',
  components: 'Quels composants',
  componentsHint: 'Aucun choix signifie tous.',
  language: 'Langue des messages',
  save: 'Enregistrer',
  unsubscribe: 'Se désabonner',
  goneTitle: 'Vous êtes désabonné',
  goneBody:
    '{address} ne reçoit plus les nouvelles de {name}. Pour les recevoir de nouveau, abonnez-vous sur la page.',
  pausedBody:
    'Les messages à cette adresse sont revenus ; elle ne reçoit donc rien. Abonnez-vous de nouveau sur la page pour réessayer.',
  backToPage: 'Retour à la page d’état',
} satisfies SubscriptionWords;
