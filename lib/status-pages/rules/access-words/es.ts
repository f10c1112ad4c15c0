import type { AccessWords } from '@/lib/status-pages/rules/access-words/words';

export const es: AccessWords = {
  title: 'Esta página no es pública',
  passwordBody: 'Introduzca la contraseña para ver el estado de {name}.',
  password: 'Contraseña',
  open: 'Abrir la página',
  wrongPassword: 'Esa no es la contraseña. Compruébela e inténtelo de nuevo.',
  tooMany: 'Demasiados intentos. Espere un cuarto de hora e inténtelo de nuevo.',
  emailBody: 'Introduzca su correo electrónico. Si puede leer el estado de {name}, recibirá un enlace.',
  sendLink: 'Enviarme un enlace',
  sentTitle: 'Revise su correo',
  sentBody:
    'Si {address} puede leer esta página, hay un enlace en camino. Funciona una vez, durante diez minutos.',
  badAddress: 'Eso no es una dirección de correo. Compruébela e inténtelo de nuevo.',
  ipBody:
    'Solo se puede leer desde determinadas redes. Conéctese a la red de su organización y vuelva a cargar la página.',
  linkTitle: 'Abrir el estado de {name}',
  linkBody: 'La página queda abierta en este navegador durante siete días.',
  deadTitle: 'Este enlace ya no funciona',
  deadBody: 'Un enlace funciona una vez, durante diez minutos. Pida uno nuevo.',
  askAgain: 'Pedir un enlace nuevo',
  mailSubject: 'Su enlace al estado de {name}',
  mailBody:
    'Alguien ha pedido leer el estado de {name} con este buzón. El enlace funciona una vez, durante diez minutos.',
  mailNote: 'Si no ha sido usted, no tiene que hacer nada.',
};
