export type MailTone = 'down' | 'up' | 'degraded' | 'neutral';

export type MailState = 'up' | 'degraded' | 'down' | 'maintenance' | 'paused' | 'unknown';

/** What was lately seen, drawn with tables, for pictures are not shown by every mail program. */
export type MailChart = {
  /** Equal pieces of the last 24 hours, the oldest first; null where nothing is known. */
  strip: readonly (MailState | null)[];
  /** The last checks or pings, the oldest first. */
  bars: { label: string; values: readonly { state: MailState; ms: number | null }[] } | null;
};

/** The first cell of a row is a link; numbers stand on the right. */
export type MailTable = {
  columns: readonly string[];
  rows: readonly { cells: readonly string[]; tone: MailTone; url: string }[];
};

type Labelled = { label: string; value: string };

/** What a mail says, apart from how it looks: the HTML and the plain text are made of the same. */
export type MailContent = {
  /** Of its words; English where it is left out. */
  language?: { tag: string; direction: 'ltr' | 'rtl' };
  /** What stands above all; our own name where it is left out. */
  brand?: string;
  /** The line that mail programs show beside the subject. */
  preview: string;
  tone: MailTone;
  /** One or two words in the colour of the tone; null for mail that tells of no state. */
  badge: string | null;
  title: string;
  paragraphs: readonly string[];
  /** What people wrote, formatted. The HTML stands there as it is: only what was made harmless before. */
  body?: { html: string; text: string } | null;
  /** A few figures, large. */
  numbers?: readonly Labelled[];
  /** How it was when it was last well, and how it is now. */
  change?: { before: Labelled; after: Labelled } | null;
  facts: readonly Labelled[];
  chart?: MailChart | null;
  /** Something quoted as it came, such as the start of an answer. */
  quote: { label: string; text: string } | null;
  /** One line each, with where it leads. */
  items?: readonly { text: string; tone: MailTone; url: string }[];
  table?: MailTable | null;
  /** The first is the button, the second a lesser one, the rest are links. */
  actions: readonly { label: string; url: string }[];
  footer: readonly string[];
  footerLinks: readonly { label: string; url: string }[];
};
