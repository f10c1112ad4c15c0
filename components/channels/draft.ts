import { completeUrl, headersOf, linesOf } from '@/components/forms/text-fields';
import { mask } from '@/lib/notifiers/constants';
import type { ConfigField } from '@/lib/notifiers/rules/kind';

/** A config as it is typed: a text for each field, and a boolean for each switch. */
export type ConfigDraft = Readonly<Record<string, string | boolean>>;

type Fields = readonly ConfigField[];
type Config = Readonly<Record<string, unknown>>;

/** What the form of a new channel begins with. */
export function newDraft(fields: Fields): ConfigDraft {
  return Object.fromEntries(fields.map((field) => [field.name, field.initial ?? emptyOf(field)]));
}

function emptyOf({ input, optional, choices }: ConfigField): string | boolean {
  if (input === 'switch') return false;
  return input === 'choice' && optional !== true ? (choices?.[0]?.value ?? '') : '';
}

/** A stored config as it is edited; secrets stand there as their mask. */
export function draftOf(fields: Fields, config: Config): ConfigDraft {
  return Object.fromEntries(fields.map((field) => [field.name, typedOf(field, config[field.name])]));
}

function typedOf(field: ConfigField, value: unknown): string | boolean {
  switch (field.input) {
    case 'switch':
      return value === true;
    case 'list':
      return Array.isArray(value) ? value.map(String).join('\n') : '';
    case 'headers':
      return linesOf(textsOf(value));
    case 'text':
    case 'long_text':
    case 'number':
    case 'url':
    case 'secret':
    case 'secret_url':
    case 'choice':
      return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  }
}

function textsOf(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([name, content]) => [name, String(content)]));
}

/** What is typed as a config: an optional field that is empty is left out of it. */
export function configOf(fields: Fields, draft: ConfigDraft): Record<string, unknown> {
  const values = fields.map((field): [string, unknown] => [
    field.name,
    configValueOf(field, draft[field.name]),
  ]);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

function configValueOf(field: ConfigField, typed: string | boolean | undefined): unknown {
  if (field.input === 'switch') return typed === true;
  const text = typeof typed === 'string' ? typed.trim() : '';
  if (text === '') return emptyValue(field);
  switch (field.input) {
    case 'list':
      return entriesOf(text);
    case 'headers':
      return headersOf(text);
    case 'number':
      return Number.isNaN(Number(text)) ? text : Number(text);
    case 'url':
    case 'secret_url':
      return text === mask ? text : completeUrl(text);
    case 'text':
    case 'long_text':
    case 'secret':
    case 'choice':
      return text;
  }
}

/** Missing, or an emptiness of its own kind for the schema to point at. */
function emptyValue({ input, optional }: ConfigField): unknown {
  if (optional === true || input === 'number') return undefined;
  if (input === 'list') return [];
  return input === 'headers' ? {} : '';
}

/** One a line, or separated by commas; addresses, which hold no spaces, by spaces as well. */
function entriesOf(text: string): string[] {
  return text
    .split(/[\n,;]+/)
    .flatMap((entry) => (entry.includes('@') ? entry.split(/\s+/) : [entry]))
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}

/** Under a merge patch (RFC 7396) what is gone must be named as `null`: a member, or a header. */
export function configPatchOf(fields: Fields, stored: Config, draft: ConfigDraft): Record<string, unknown> {
  const config = configOf(fields, draft);
  const members = fields.flatMap(({ name, input }): [string, unknown][] => {
    const value = config[name];
    if (input === 'headers') return [[name, headersPatch(textsOf(stored[name]), textsOf(value))]];
    if (value !== undefined) return [[name, value]];
    return stored[name] === undefined ? [] : [[name, null]];
  });
  return Object.fromEntries(members);
}

function headersPatch(stored: Record<string, string>, typed: Record<string, string>) {
  const gone = Object.keys(stored).filter((name) => !(name in typed));
  return { ...typed, ...Object.fromEntries(gone.map((name) => [name, null])) };
}

/** Where the form shows what is wrong with a field by itself. */
export function pointersOf(fields: Fields): string[] {
  return ['/name', '/project_id', '/user_id', ...fields.map(({ name }) => `/config/${name}`)];
}
