import type { MailWords } from '@/lib/subscribers/rules/mail-words/words';

export const es = {
  confirmSubject: 'Confirme su suscripción a {name}',
  confirmTitle: 'Confirme su suscripción',
  confirmBody:
    'Alguien, probablemente usted, pidió que se enviaran las novedades de la página de estado {name} a {address}.',
  confirmAction: 'Confirmar',
  confirmNote:
    'El enlace es válido durante siete días. Si no fue usted, no haga nada y no recibirá más mensajes.',
  knownSubject: 'Está suscrito a {name}',
  knownTitle: 'Ya está suscrito',
  knownBody:
    'Alguien, probablemente usted, pidió que se enviaran las novedades de la página de estado {name} a {address}. Ya las recibe y nada ha cambiado.',
  manage: 'Gestionar la suscripción',
  unsubscribe: 'Cancelar la suscripción',
  why: 'Recibe este mensaje porque {address} está suscrita a {name}.',
  affected: 'Componentes afectados',
  plannedFor: 'Previsto para',
  viewIncident: 'Ver el incidente',
  viewMaintenance: 'Ver el mantenimiento',
} satisfies MailWords;
