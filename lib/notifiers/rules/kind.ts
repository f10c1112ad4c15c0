import type { z } from 'zod';

/** How a member of a config is asked for; also what is sealed, and which addresses the guard looks at. */
export type FieldInput =
  | 'text'
  | 'long_text'
  | 'number'
  | 'url'
  /** Sealed, shown as a mask. */
  | 'secret'
  /** An address that is a secret itself, such as that of a Slack webhook. */
  | 'secret_url'
  /** Several texts, one a line. */
  | 'list'
  /** Names and values, one a line; the values are sealed. */
  | 'headers'
  | 'choice'
  | 'switch';

export type ConfigField = {
  /** The member of the config. */
  name: string;
  label: string;
  input: FieldInput;
  /** Where the value is found, or what it does; one sentence. */
  hint?: string;
  placeholder?: string;
  optional?: boolean;
  choices?: readonly { value: string; label: string }[];
  /** What the form begins with. */
  initial?: string | boolean;
};

export const kindGroups = ['mail', 'chat', 'on_call', 'phone', 'push', 'code'] as const;
export type KindGroup = (typeof kindGroups)[number];

/** The half of a kind of channel that forms, the API and the notifier share. Runs in the browser as well. */
export type ChannelKind<Config = unknown> = {
  /** Its name as its makers write it. */
  word: string;
  /** One sentence for whoever chooses. */
  summary: string;
  group: KindGroup;
  configSchema: z.ZodType<Config>;
  fields: readonly ConfigField[];
  /** How to get what the fields ask for, step by step. */
  steps: readonly string[];
  /** The vendor's own page about it. */
  docsUrl: string | null;
};

export function defineKind<Config>(kind: ChannelKind<Config>): ChannelKind<Config> {
  return kind;
}

const sealedInputs: readonly FieldInput[] = ['secret', 'secret_url', 'headers'];
const urlInputs: readonly FieldInput[] = ['url', 'secret_url'];

/** Members that are sealed, and shown only as a mask. */
export function secretFieldsOf(kind: Pick<ChannelKind, 'fields'>): string[] {
  return kind.fields.filter(({ input }) => sealedInputs.includes(input)).map(({ name }) => name);
}

/** Members that say where requests go. */
export function urlFieldsOf(kind: Pick<ChannelKind, 'fields'>): string[] {
  return kind.fields.filter(({ input }) => urlInputs.includes(input)).map(({ name }) => name);
}

/** Where a channel sends to, in one line: its first member that is no secret. Empty where all are. */
export function targetOf(
  kind: Pick<ChannelKind, 'fields'>,
  config: Readonly<Record<string, unknown>>,
): string {
  for (const { name, input } of kind.fields) {
    const value = config[name];
    if (sealedInputs.includes(input) || input === 'choice' || input === 'switch') continue;
    if (typeof value === 'string' && value !== '') return value;
    if (typeof value === 'number') return String(value);
    if (Array.isArray(value) && value.length > 0) return value.map(String).join(', ');
  }
  return '';
}
