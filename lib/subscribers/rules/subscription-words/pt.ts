import type { SubscriptionWords } from '@/lib/subscribers/rules/subscription-words/words';

export const pt = {
  sentTitle: 'Veja seu e-mail',
  sentBody: 'Enviamos um link para {address}. Abra-o para confirmar e as novidades de {name} chegarão lá.',
  sentNote: 'Nada chegou após alguns minutos? Veja na pasta de spam e confira o endereço.',
  faultTitle: 'Não funcionou',
  badAddress: 'O endereço de e-mail está incompleto.',
  foreignAddress: 'As novidades desta página só vão para caixas de certos domínios. Use seu endereço lá.',
  tooMany: 'Solicitações demais. Espere uma hora e tente de novo.',
  closed: 'Esta página não aceita inscrições por e-mail.',
  deadTitle: 'Este link não funciona mais',
  deadBody:
    'Está incompleto, tem mais de sete dias ou foi substituído. Inscreva-se de novo na página para receber outro.',
  confirmTitle: 'Confirme sua inscrição',
  confirmBody: 'As novidades de {name} serão enviadas para {address}.',
  confirmAction: 'Confirmar',
  confirmedTitle: 'Você está inscrito',
  confirmedBody: 'As novidades de {name} chegam em {address}.',
  manageTitle: 'Sua inscrição',
  manageBody: 'As novidades de {name} vão para {address}.',
  savedBody: 'Suas alterações foram salvas.',
  components: 'Quais componentes',
  componentsHint: 'Nenhum escolhido significa todos.',
  language: 'Idioma das mensagens',
  save: 'Salvar',
  unsubscribe: 'Cancelar a inscrição',
  goneTitle: 'Inscrição cancelada',
  goneBody: '{address} não recebe mais novidades de {name}. Para voltar a receber, inscreva-se na página.',
  pausedBody:
    'As mensagens para este endereço voltaram, por isso ele não recebe novidades. Inscreva-se de novo na página para tentar outra vez.',
  backToPage: 'Voltar à página de status',
} satisfies SubscriptionWords;
