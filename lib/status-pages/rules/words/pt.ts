import { plural } from '@/lib/status-pages/rules/words/plural';
import type { PageWords } from '@/lib/status-pages/rules/words/words';

export const pt: PageWords = {
  tag: 'pt',
  direction: 'ltr',
  languageName: 'Português',

  pageTitle: 'Status de {name}',
  skipToContent: 'Ir para o conteúdo',

  overall: {
    operational: 'Todos os sistemas operacionais',
    under_maintenance: 'Manutenção em andamento',
    degraded_performance: 'Alguns sistemas com desempenho reduzido',
    partial_outage: 'Interrupção parcial do sistema',
    major_outage: 'Interrupção grave do sistema',
    unknown: 'Sem dados no momento',
    empty: 'Ainda não há nada para mostrar',
  },
  lastChecked: 'Última verificação: {time}',
  neverChecked: 'Ainda não verificado',
  staleBanner:
    'Os dados estão desatualizados desde {time}. O que é mostrado estava correto naquele momento e pode ter mudado.',

  statuses: {
    operational: 'Operacional',
    under_maintenance: 'Em manutenção',
    degraded_performance: 'Desempenho reduzido',
    partial_outage: 'Interrupção parcial',
    major_outage: 'Interrupção grave',
    unknown: 'Sem dados',
  },
  phases: {
    investigating: 'Em investigação',
    identified: 'Causa identificada',
    monitoring: 'Em monitoramento',
    resolved: 'Resolvido',
    postmortem: 'Análise posterior',
    scheduled: 'Agendada',
    in_progress: 'Em andamento',
    verifying: 'Em verificação',
    completed: 'Concluída',
  },
  impacts: {
    none: 'Sem impacto',
    minor: 'Impacto leve',
    major: 'Impacto grave',
    critical: 'Impacto crítico',
    maintenance: 'Manutenção',
  },
  dayStates: {
    operational: 'Operacional',
    maintenance: 'Manutenção',
    degraded: 'Desempenho reduzido',
    partial: 'Interrupção parcial',
    major: 'Interrupção grave',
    no_data: 'Sem dados',
  },

  components: 'Status atual por componente',
  noComponents: 'Ainda não há componentes',
  noComponentsHint: 'O que esta página acompanha aparecerá aqui.',
  openIncidents: 'Incidentes atuais',
  activeMaintenance: 'Manutenção em andamento',
  upcomingMaintenance: 'Manutenção agendada',
  pastIncidents: 'Incidentes anteriores',
  noIncidents: 'Nenhum incidente informado.',
  noIncidentsEver: 'Nenhum incidente foi informado aqui até hoje.',
  noIncidentsInMonth: 'Nenhum incidente informado neste mês.',

  startedAt: 'Início: {time}',
  lasted: 'Duração: {duration}',
  affected: 'Componentes afetados',
  changedFromTo: 'de {from} para {to}',
  earlierUpdates: plural('pt', {
    one: '{count} atualização anterior',
    other: '{count} atualizações anteriores',
  }),
  allUpdates: plural('pt', { one: '{count} atualização', other: 'Todas as {count} atualizações' }),
  moreComponents: plural('pt', { one: 'e mais {count}', other: 'e mais {count}' }),
  addToCalendar: 'Adicionar ao calendário',
  postmortem: 'Análise posterior',
  timeline: 'Linha do tempo',
  noUpdates: 'Ainda não há atualizações.',

  history: 'Histórico de incidentes',
  fullHistory: 'Ver todo o histórico',
  backToStatus: 'Status atual',
  earlierMonth: 'Mês anterior',
  laterMonth: 'Mês seguinte',
  allMonths: 'Todos os meses',
  incidentCount: plural('pt', { one: '{count} incidente', other: '{count} incidentes' }),

  uptime: '{percent} de disponibilidade',
  overDays: plural('pt', { one: 'em {count} dia', other: 'em {count} dias' }),
  daysCaption: 'Status diário de {name}',
  today: 'Hoje',
  keyboardHint: 'As setas do teclado movem entre dias e componentes.',
  noDowntime: 'Sem interrupção',
  downtime: '{duration} de interrupção',
  degradedTime: '{duration} com desempenho reduzido',
  maintenanceTime: '{duration} de manutenção',
  coverage: '{percent} do tempo monitorado',
  legend: 'O que as barras significam',
  howReckoned: 'Como a disponibilidade é calculada',
  formulas: {
    duration:
      'A disponibilidade é a parte do tempo monitorado em que um componente respondia. Desempenho reduzido conta como disponível. Manutenção e tempo sem dados ficam de fora. O número nunca é arredondado para cima.',
    weighted:
      'A disponibilidade é o tempo monitorado menos as interrupções: uma grave conta por inteiro; uma parcial, 30 %. Manutenção e tempo sem dados ficam de fora. O número nunca é arredondado para cima.',
  },
  noDataExplained:
    'O tempo sem dados não conta como disponível nem como interrompido. Dias sem dados aparecem hachurados em cinza, e os que são desconhecidos na maior parte, apenas parcialmente.',
  daysInZone: 'Os dias começam à meia-noite em {zone}.',

  responseTime: 'Tempo de resposta',
  lastDay: 'últimas 24 horas',
  median: 'mediana {ms}',
  highest: 'máximo {ms}',

  subscribe: 'Assinar',
  subscribeTitle: 'Receber atualizações',
  subscribeHint:
    'Você receberá um e-mail pedindo a confirmação. Todos os e-mails seguintes têm um link para cancelar.',
  emailAddress: 'Endereço de e-mail',
  subscribeSubmit: 'Assinar por e-mail',
  chooseComponents: 'Somente alguns componentes',
  chooseComponentsHint: 'Sem seleção, você recebe avisos de todos.',
  leaveEmpty: 'Deixe este campo vazio',
  close: 'Fechar',
  feeds: 'Outras formas de acompanhar',
  maintenanceCalendar: 'Calendário de manutenção',

  language: 'Idioma',
  timesIn: 'Horários em {zone}',
  showMyTimeZone: 'Mostrar no meu fuso horário',
  showPageTimeZone: 'Mostrar em {zone}',
  poweredBy: 'Desenvolvido com {product}',
  links: 'Links',

  updatedAgo: 'Atualizado {ago}',
  offline: 'Você está offline. Este é o último status recebido.',
  pageUpdated: 'O status foi atualizado.',

  openPage: 'Ver a página de status',
  embedTitle: 'Status de {name}',
};
