import { plural } from '@/lib/status-pages/rules/words/plural';
import type { PageWords } from '@/lib/status-pages/rules/words/words';

export const es: PageWords = {
  tag: 'es',
  direction: 'ltr',
  languageName: 'Español',

  pageTitle: 'Estado de {name}',
  skipToContent: 'Ir al contenido',

  overall: {
    operational: 'Todos los sistemas funcionan con normalidad',
    under_maintenance: 'Mantenimiento en curso',
    degraded_performance: 'Algunos sistemas funcionan con lentitud',
    partial_outage: 'Interrupción parcial del sistema',
    major_outage: 'Interrupción grave del sistema',
    unknown: 'No hay datos en este momento',
    empty: 'Todavía no hay nada que mostrar',
  },
  lastChecked: 'Última comprobación: {time}',
  neverChecked: 'Aún sin comprobar',
  staleBanner:
    'Los datos no se actualizan desde {time}. Lo que se muestra era correcto entonces y puede haber cambiado.',

  statuses: {
    operational: 'Operativo',
    under_maintenance: 'En mantenimiento',
    degraded_performance: 'Rendimiento degradado',
    partial_outage: 'Interrupción parcial',
    major_outage: 'Interrupción grave',
    unknown: 'Sin datos',
  },
  phases: {
    investigating: 'En investigación',
    identified: 'Causa identificada',
    monitoring: 'En observación',
    resolved: 'Resuelto',
    postmortem: 'Análisis posterior',
    scheduled: 'Programado',
    in_progress: 'En curso',
    verifying: 'En verificación',
    completed: 'Finalizado',
  },
  impacts: {
    none: 'Sin impacto',
    minor: 'Impacto leve',
    major: 'Impacto grave',
    critical: 'Impacto crítico',
    maintenance: 'Mantenimiento',
  },
  dayStates: {
    operational: 'Operativo',
    maintenance: 'Mantenimiento',
    degraded: 'Rendimiento degradado',
    partial: 'Interrupción parcial',
    major: 'Interrupción grave',
    no_data: 'Sin datos',
  },

  components: 'Estado actual por componente',
  noComponents: 'Todavía no hay componentes',
  noComponentsHint: 'Aquí aparecerá todo aquello de lo que informa esta página.',
  openIncidents: 'Incidentes actuales',
  activeMaintenance: 'Mantenimiento en curso',
  upcomingMaintenance: 'Mantenimiento programado',
  pastIncidents: 'Incidentes anteriores',
  noIncidents: 'No se ha notificado ningún incidente.',
  noIncidentsEver: 'Aquí nunca se ha notificado ningún incidente.',
  noIncidentsInMonth: 'Este mes no se ha notificado ningún incidente.',

  startedAt: 'Inicio: {time}',
  lasted: 'Duración: {duration}',
  affected: 'Componentes afectados',
  changedFromTo: 'de {from} a {to}',
  earlierUpdates: plural('es', {
    one: '{count} actualización anterior',
    other: '{count} actualizaciones anteriores',
  }),
  allUpdates: plural('es', { one: '{count} actualización', other: 'Las {count} actualizaciones' }),
  moreComponents: plural('es', { one: 'y {count} más', other: 'y {count} más' }),
  addToCalendar: 'Añadir al calendario',
  postmortem: 'Análisis posterior',
  timeline: 'Cronología',
  noUpdates: 'Todavía no hay actualizaciones.',

  history: 'Historial de incidentes',
  fullHistory: 'Ver todo el historial',
  backToStatus: 'Estado actual',
  earlierMonth: 'Mes anterior',
  laterMonth: 'Mes siguiente',
  allMonths: 'Todos los meses',
  incidentCount: plural('es', { one: '{count} incidente', other: '{count} incidentes' }),

  uptime: '{percent} de disponibilidad',
  overDays: plural('es', { one: 'en {count} día', other: 'en {count} días' }),
  daysCaption: 'Estado diario de {name}',
  today: 'Hoy',
  keyboardHint: 'Las teclas de flecha se mueven entre días y componentes.',
  noDowntime: 'Sin interrupciones',
  downtime: '{duration} de interrupción',
  degradedTime: '{duration} con rendimiento degradado',
  maintenanceTime: '{duration} de mantenimiento',
  coverage: '{percent} del tiempo supervisado',
  legend: 'Qué significan las barras',
  howReckoned: 'Cómo se calcula la disponibilidad',
  formulas: {
    duration:
      'La disponibilidad es la parte del tiempo supervisado en la que un componente respondía. El rendimiento degradado cuenta como disponible. El mantenimiento y el tiempo sin datos quedan fuera. La cifra nunca se redondea hacia arriba.',
    weighted:
      'La disponibilidad es el tiempo supervisado menos las interrupciones: una grave cuenta por completo; una parcial, el 30 %. El mantenimiento y el tiempo sin datos quedan fuera. La cifra nunca se redondea hacia arriba.',
  },
  noDataExplained:
    'El tiempo sin datos no cuenta ni como disponible ni como interrumpido. Los días sin datos aparecen rayados en gris, y los que se desconocen en su mayor parte, solo parcialmente.',
  daysInZone: 'Los días empiezan a medianoche en {zone}.',

  responseTime: 'Tiempo de respuesta',
  lastDay: 'últimas 24 horas',
  median: 'mediana {ms}',
  highest: 'máximo {ms}',

  subscribe: 'Suscribirse',
  subscribeTitle: 'Recibir actualizaciones',
  subscribeHint:
    'Recibirá un correo para confirmar la suscripción. Todos los correos posteriores incluyen un enlace para darse de baja.',
  emailAddress: 'Correo electrónico',
  subscribeSubmit: 'Suscribirse por correo',
  chooseComponents: 'Solo algunos componentes',
  chooseComponentsHint: 'Si no selecciona ninguno, recibirá avisos de todos.',
  leaveEmpty: 'Deje este campo vacío',
  close: 'Cerrar',
  feeds: 'Otras formas de seguirnos',
  maintenanceCalendar: 'Calendario de mantenimiento',

  language: 'Idioma',
  timesIn: 'Horas en {zone}',
  showMyTimeZone: 'Mostrar en mi zona horaria',
  showPageTimeZone: 'Mostrar en {zone}',
  poweredBy: 'Con la tecnología de {product}',
  links: 'Enlaces',

  updatedAgo: 'Actualizado {ago}',
  offline: 'No tiene conexión. Este es el último estado recibido.',
  pageUpdated: 'El estado se ha actualizado.',

  openPage: 'Ver la página de estado',
  embedTitle: 'Estado de {name}',
};
