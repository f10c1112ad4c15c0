import type { SubscriptionWords } from '@/lib/subscribers/rules/subscription-words/words';

export const es = {
  sentTitle: 'Revise su correo',
  sentBody:
    'Hemos enviado un enlace a {address}. Ábralo para confirmar y recibirá allí las novedades de {name}.',
  sentNote: '¿No ha llegado nada tras unos minutos? Mire en el correo no deseado y compruebe la dirección.',
  faultTitle: 'No ha funcionado',
  badAddress: 'La dirección de correo no está completa.',
  foreignAddress:
    'Las novedades de esta página solo van a buzones de ciertos dominios. Use su dirección allí.',
  tooMany: 'Demasiadas solicitudes. Espere una hora y vuelva a intentarlo.',
  closed: 'Esta página no admite suscripciones por correo.',
  deadTitle: 'Este enlace ya no es válido',
  deadBody:
    'Está incompleto, tiene más de siete días o fue sustituido por otro. Suscríbase de nuevo en la página para recibir uno nuevo.',
  confirmTitle: 'Confirme su suscripción',
  confirmBody: 'Las novedades de {name} se enviarán a {address}.',
  confirmAction: 'Confirmar',
  confirmedTitle: 'Está suscrito',
  confirmedBody: 'Las novedades de {name} le llegan a {address}.',
  manageTitle: 'Su suscripción',
  manageBody: 'Las novedades de {name} van a {address}.',
  savedBody: 'Sus cambios se han guardado.',
  components: 'Qué componentes',
  componentsHint: 'Sin elegir ninguno, son todos.',
  language: 'Idioma de los mensajes',
  save: 'Guardar',
  unsubscribe: 'Cancelar la suscripción',
  goneTitle: 'Ha cancelado la suscripción',
  goneBody: '{address} ya no recibe novedades de {name}. Para recibirlas de nuevo, suscríbase en la página.',
  pausedBody:
    'Los mensajes a esta dirección fueron devueltos, por lo que no recibe novedades. Suscríbase de nuevo en la página para volver a intentarlo.',
  backToPage: 'Volver a la página de estado',
} satisfies SubscriptionWords;
