import type { AccessWords } from '@/lib/status-pages/rules/access-words/words';

export const fr: AccessWords = {
  title: 'Cette page n’est pas publique',
  passwordBody: 'Saisissez le mot de passe pour voir l’état de {name}.',
  password: 'Mot de passe',
  open: 'Ouvrir la page',
  wrongPassword: 'Ce n’est pas le bon mot de passe. Vérifiez-le et réessayez.',
  tooMany: 'Trop de tentatives. Attendez un quart d’heure et réessayez.',
  emailBody:
    'Saisissez votre adresse e-mail. Si elle peut consulter l’état de {name}, un lien lui est envoyé.',
  sendLink: 'Recevoir un lien',
  sentTitle: 'Consultez votre messagerie',
  sentBody:
    'Si {address} peut consulter cette page, un lien est en route. Il fonctionne une fois, pendant dix minutes.',
  badAddress: 'Ce n’est pas une adresse e-mail. Vérifiez-la et réessayez.',
  ipBody:
    'Elle n’est lisible que depuis certains réseaux. Connectez-vous au réseau de votre organisation, puis rechargez la page.',
  linkTitle: 'Ouvrir l’état de {name}',
  linkBody: 'La page reste ensuite ouverte dans ce navigateur pendant sept jours.',
  deadTitle: 'Ce lien ne fonctionne plus',
  deadBody: 'Un lien fonctionne une fois, pendant dix minutes. Demandez-en un nouveau.',
  askAgain: 'Demander un nouveau lien',
  mailSubject: 'Votre lien vers l’état de {name}',
  mailBody:
    'Quelqu’un a demandé à consulter l’état de {name} avec cette adresse. Le lien fonctionne une fois, pendant dix minutes.',
  mailNote: 'Si ce n’était pas vous, vous n’avez rien à faire.',
};
