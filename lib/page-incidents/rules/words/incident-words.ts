/** What customers notice of an outage. */
export type Symptom =
  | 'unreachable'
  | 'unnamed'
  | 'insecure'
  | 'certificate'
  | 'expired'
  | 'silent'
  | 'broken'
  | 'garbled'
  | 'lost'
  | 'wrong'
  | 'slow'
  | 'problems'
  | 'missed'
  | 'failed'
  | 'overrun';

/** What a page says by itself, in one language. `names` is a list in words, `count` how many it has; `time` holds its zone. */
export type IncidentWords = {
  title: (names: string) => string;
  /** Where nothing of the page is affected. */
  service: string;
  /** The rest of a list of names. */
  more: (count: number) => string;
  /** Sentences without a full stop. */
  symptoms: Record<Symptom, (name: string) => string>;
  /** `status`: of HTTP, such as 503. */
  errors: (name: string, status: number | null) => string;
  since: (sentence: string, time: string) => string;
  looking: string;
  affected: (names: string) => string;
  recovered: (names: string, count: number) => string;
  stillAffected: (names: string) => string;
  worksSince: (names: string, count: number, time: string) => string;
  resolved: string;
  planned: (names: string) => string;
  begun: (time: string) => string;
  completed: string;
  calledOff: string;
};
