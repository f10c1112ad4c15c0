import { plural } from '@/lib/status-pages/rules/words/plural';
import type { PageWords } from '@/lib/status-pages/rules/words/words';

export const fr: PageWords = {
  tag: 'fr',
  direction: 'ltr',
  languageName: 'Français',

  pageTitle: '{name} – État des services',
  skipToContent: 'Aller au contenu',

  overall: {
    operational: 'Tous les systèmes sont opérationnels',
    under_maintenance: 'Maintenance en cours',
    degraded_performance: 'Certains systèmes sont perturbés',
    partial_outage: 'Panne partielle du système',
    major_outage: 'Panne majeure du système',
    unknown: 'Aucune donnée actuellement',
    empty: 'Rien à signaler pour le moment',
  },
  lastChecked: 'Dernière vérification : {time}',
  neverChecked: 'Pas encore vérifié',
  staleBanner:
    'Les données ne sont plus à jour depuis {time}. Ce qui est affiché était exact à ce moment-là et a pu changer.',

  statuses: {
    operational: 'Opérationnel',
    under_maintenance: 'En maintenance',
    degraded_performance: 'Performances dégradées',
    partial_outage: 'Panne partielle',
    major_outage: 'Panne majeure',
    unknown: 'Aucune donnée',
  },
  phases: {
    investigating: 'Analyse en cours',
    identified: 'Cause identifiée',
    monitoring: 'Sous surveillance',
    resolved: 'Résolu',
    postmortem: 'Post-mortem',
    scheduled: 'Planifiée',
    in_progress: 'En cours',
    verifying: 'Vérification',
    completed: 'Terminée',
  },
  impacts: {
    none: 'Aucun impact',
    minor: 'Impact mineur',
    major: 'Impact majeur',
    critical: 'Impact critique',
    maintenance: 'Maintenance',
  },
  dayStates: {
    operational: 'Opérationnel',
    maintenance: 'Maintenance',
    degraded: 'Performances dégradées',
    partial: 'Panne partielle',
    major: 'Panne majeure',
    no_data: 'Aucune donnée',
  },

  components: 'État actuel par composant',
  noComponents: 'Aucun composant pour le moment',
  noComponentsHint: 'Ce que cette page suit apparaîtra ici.',
  openIncidents: 'Incidents en cours',
  activeMaintenance: 'Maintenance en cours',
  upcomingMaintenance: 'Maintenances planifiées',
  pastIncidents: 'Incidents passés',
  noIncidents: 'Aucun incident signalé.',
  noIncidentsEver: 'Aucun incident n’a jamais été signalé ici.',
  noIncidentsInMonth: 'Aucun incident signalé ce mois-ci.',

  startedAt: 'Début : {time}',
  lasted: 'Durée : {duration}',
  affected: 'Composants concernés',
  changedFromTo: 'de {from} à {to}',
  earlierUpdates: plural('fr', {
    one: '{count} message précédent',
    other: '{count} messages précédents',
  }),
  allUpdates: plural('fr', { one: '{count} message', other: 'Les {count} messages' }),
  moreComponents: plural('fr', { one: 'et {count} autre', other: 'et {count} autres' }),
  addToCalendar: 'Ajouter au calendrier',
  postmortem: 'Post-mortem',
  timeline: 'Chronologie',
  noUpdates: 'Aucun message pour le moment.',

  history: 'Historique des incidents',
  fullHistory: 'Voir tout l’historique',
  backToStatus: 'État actuel',
  earlierMonth: 'Mois précédent',
  laterMonth: 'Mois suivant',
  allMonths: 'Tous les mois',
  incidentCount: plural('fr', { one: '{count} incident', other: '{count} incidents' }),

  uptime: '{percent} de disponibilité',
  overDays: plural('fr', { one: 'sur {count} jour', other: 'sur {count} jours' }),
  daysCaption: 'État quotidien : {name}',
  today: 'Aujourd’hui',
  keyboardHint: 'Les flèches du clavier passent d’un jour ou d’un composant à l’autre.',
  noDowntime: 'Aucune interruption',
  downtime: '{duration} d’interruption',
  degradedTime: '{duration} de perturbation',
  maintenanceTime: '{duration} de maintenance',
  coverage: '{percent} du temps surveillé',
  legend: 'Signification des barres',
  howReckoned: 'Comment la disponibilité est calculée',
  formulas: {
    duration:
      'La disponibilité est la part du temps surveillé pendant laquelle un composant répondait. Les performances dégradées comptent comme disponibles. La maintenance et le temps sans données sont exclus. Le chiffre n’est jamais arrondi au supérieur.',
    weighted:
      'La disponibilité est le temps surveillé moins les pannes : une panne majeure compte en totalité, une panne partielle pour 30 %. La maintenance et le temps sans données sont exclus. Le chiffre n’est jamais arrondi au supérieur.',
  },
  noDataExplained:
    'Le temps sans données ne compte ni comme disponible ni comme indisponible. Les jours sans données sont hachurés en gris, et ceux qui sont en majeure partie inconnus le sont partiellement.',
  daysInZone: 'Les jours commencent à minuit ({zone}).',

  responseTime: 'Temps de réponse',
  lastDay: 'dernières 24 heures',
  median: 'médiane {ms}',
  highest: 'maximum {ms}',

  subscribe: 'S’abonner',
  subscribeTitle: 'S’abonner aux mises à jour',
  subscribeHint:
    'Vous recevrez un e-mail de confirmation. Chaque e-mail suivant contient un lien de désabonnement.',
  emailAddress: 'Adresse e-mail',
  subscribeSubmit: 'S’abonner par e-mail',
  chooseComponents: 'Certains composants seulement',
  chooseComponentsHint: 'Sans sélection, vous êtes informé de tous.',
  leaveEmpty: 'Laissez ce champ vide',
  close: 'Fermer',
  feeds: 'Autres moyens de suivre',
  maintenanceCalendar: 'Calendrier des maintenances',

  language: 'Langue',
  timesIn: 'Heures : {zone}',
  showMyTimeZone: 'Afficher dans mon fuseau horaire',
  showPageTimeZone: 'Afficher en {zone}',
  poweredBy: 'Propulsé par {product}',
  links: 'Liens',

  updatedAgo: 'Mis à jour {ago}',
  offline: 'Vous êtes hors ligne. Voici le dernier état reçu.',
  pageUpdated: 'L’état a été mis à jour.',

  openPage: 'Voir la page d’état',
  embedTitle: 'État de {name}',
};
