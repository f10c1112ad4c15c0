import type {
  ComponentStatus,
  PageIncidentImpact,
  PageIncidentKind,
  PageIncidentStatus,
} from '@/lib/status-pages/constants';

/** An update as it is told, whoever is told it. Instants are milliseconds since the epoch. */
export type Telling = {
  page: {
    id: string;
    name: string;
    /** Absolute, without a slash at its end. */
    url: string;
    timeZone: string;
    updatedAtMs: number;
  };
  incident: {
    id: string;
    kind: PageIncidentKind;
    title: string;
    status: PageIncidentStatus;
    impact: PageIncidentImpact;
    startedAtMs: number;
    createdAtMs: number;
    updatedAtMs: number;
    monitoringAtMs: number | null;
    resolvedAtMs: number | null;
    scheduledForMs: number | null;
    scheduledUntilMs: number | null;
  };
  update: {
    id: string;
    status: PageIncidentStatus;
    /** Markdown. */
    body: string;
    displayAtMs: number;
    createdAtMs: number;
    updatedAtMs: number;
    affected: readonly {
      componentId: string;
      name: string;
      oldStatus: ComponentStatus;
      newStatus: ComponentStatus;
    }[];
  };
  /** All that the incident affects, as it is by the last update. */
  components: readonly { id: string; name: string; status: ComponentStatus }[];
};
