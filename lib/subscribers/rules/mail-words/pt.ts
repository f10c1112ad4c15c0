import type { MailWords } from '@/lib/subscribers/rules/mail-words/words';

export const pt = {
  confirmSubject: 'Confirme sua inscrição em {name}',
  confirmTitle: 'Confirme sua inscrição',
  confirmBody:
    'Alguém, provavelmente você, pediu o envio das novidades da página de status {name} para {address}.',
  confirmAction: 'Confirmar',
  confirmNote: 'O link vale por sete dias. Se não foi você, não faça nada e não receberá mais mensagens.',
  knownSubject: 'Você está inscrito em {name}',
  knownTitle: 'Você já está inscrito',
  knownBody:
    'Alguém, provavelmente você, pediu o envio das novidades da página de status {name} para {address}. O endereço já as recebe e nada mudou.',
  manage: 'Gerenciar sua inscrição',
  unsubscribe: 'Cancelar a inscrição',
  why: 'Você recebe esta mensagem porque {address} está inscrito em {name}.',
  affected: 'Componentes afetados',
  plannedFor: 'Previsto para',
  viewIncident: 'Ver o incidente',
  viewMaintenance: 'Ver a manutenção',
} satisfies MailWords;
