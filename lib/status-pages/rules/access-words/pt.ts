import type { AccessWords } from '@/lib/status-pages/rules/access-words/words';

export const pt: AccessWords = {
  title: 'Esta página não é pública',
  passwordBody: 'Introduza a palavra-passe para ver o estado de {name}.',
  password: 'Palavra-passe',
  open: 'Abrir a página',
  wrongPassword: 'Essa não é a palavra-passe. Verifique-a e tente de novo.',
  tooMany: 'Demasiadas tentativas. Aguarde um quarto de hora e tente de novo.',
  emailBody: 'Introduza o seu e-mail. Se puder ler o estado de {name}, receberá uma ligação.',
  sendLink: 'Enviar-me uma ligação',
  sentTitle: 'Veja o seu correio',
  sentBody:
    'Se {address} puder ler esta página, uma ligação vai a caminho. Funciona uma vez, durante dez minutos.',
  badAddress: 'Isso não é um endereço de e-mail. Verifique-o e tente de novo.',
  ipBody:
    'Só pode ser lida a partir de certas redes. Ligue-se à rede da sua organização e recarregue a página.',
  linkTitle: 'Abrir o estado de {name}',
  linkBody: 'A página fica aberta neste navegador durante sete dias.',
  deadTitle: 'Esta ligação já não funciona',
  deadBody: 'Uma ligação funciona uma vez, durante dez minutos. Peça uma nova.',
  askAgain: 'Pedir uma nova ligação',
  mailSubject: 'A sua ligação para o estado de {name}',
  mailBody:
    'Alguém pediu para ler o estado de {name} com este endereço. A ligação funciona uma vez, durante dez minutos.',
  mailNote: 'Se não foi você, não precisa de fazer nada.',
};
