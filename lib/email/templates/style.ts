import type { MailState, MailTone } from '@/lib/email/rules/mail-content';

const sans = "'Geist', ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif";
const mono = "'Geist Mono', ui-monospace, SFMono-Regular, Menlo, Consolas, monospace";
const line = '1px solid #e3e6eb';
const small = { fontSize: '12px', lineHeight: '18px' } as const;

/** Inline, for mail programs that read nothing else. Colour means state; everything else is ink on paper. */
export const styles = {
  frame: { backgroundColor: '#f5f6f8', color: '#10151f', fontFamily: sans, margin: 0, padding: '24px 12px' },
  card: {
    backgroundColor: '#ffffff',
    border: line,
    borderRadius: '10px',
    margin: '0 auto',
    maxWidth: '600px',
    padding: '24px 32px 28px',
  },
  brand: { color: '#474f5d', fontSize: '13px', fontWeight: 600, lineHeight: '20px', margin: '0 0 18px' },
  badge: { fontSize: '13px', fontWeight: 600, lineHeight: '20px', margin: '0 0 4px' },
  title: {
    fontSize: '22px',
    fontWeight: 600,
    lineHeight: '30px',
    margin: '0 0 12px',
    wordBreak: 'break-word',
  },
  paragraph: { fontSize: '15px', lineHeight: '24px', margin: '0 0 14px', wordBreak: 'break-word' },
  body: { fontSize: '15px', lineHeight: '24px', wordBreak: 'break-word' },
  table: { borderCollapse: 'collapse', margin: '20px 0 0', width: '100%' },
  label: {
    borderTop: line,
    color: '#636c7a',
    fontSize: '13px',
    fontWeight: 400,
    lineHeight: '20px',
    padding: '8px 16px 8px 0',
    textAlign: 'left',
    verticalAlign: 'top',
    width: '120px',
  },
  value: {
    borderTop: line,
    fontSize: '14px',
    lineHeight: '20px',
    padding: '8px 0',
    verticalAlign: 'top',
    wordBreak: 'break-word',
  },
  heading: { color: '#636c7a', ...small, fontSize: '13px', margin: '24px 0 6px' },
  caption: { color: '#636c7a', ...small, margin: '4px 0 0' },
  captionEnd: { color: '#636c7a', ...small, textAlign: 'right' },
  cells: { borderCollapse: 'separate', borderSpacing: '2px 0', tableLayout: 'fixed', width: '100%' },
  cell: { fontSize: '11px', fontWeight: 600, height: '24px', lineHeight: '24px', textAlign: 'center' },
  barPlace: { height: '48px', padding: 0, verticalAlign: 'bottom' },
  bar: { borderCollapse: 'collapse', width: '100%' },
  mark: { color: '#8f1230', fontSize: '11px', fontWeight: 600, lineHeight: '14px', textAlign: 'center' },
  changes: { borderCollapse: 'separate', margin: '6px 0 0', tableLayout: 'fixed', width: '100%' },
  changed: {
    backgroundColor: '#f5f6f8',
    fontSize: '13px',
    lineHeight: '20px',
    padding: '10px 12px',
    verticalAlign: 'top',
    wordBreak: 'break-word',
  },
  changedLabel: { fontSize: '12px', fontWeight: 600 },
  number: { padding: '0 12px 12px 0', verticalAlign: 'top', width: '50%' },
  numberLabel: { color: '#636c7a', ...small, margin: 0 },
  numberValue: { fontSize: '22px', fontWeight: 600, lineHeight: '30px', margin: 0 },
  column: {
    borderBottom: line,
    color: '#636c7a',
    fontSize: '12px',
    fontWeight: 400,
    lineHeight: '18px',
    padding: '6px 0 6px 10px',
    textAlign: 'right',
    verticalAlign: 'bottom',
    whiteSpace: 'nowrap',
  },
  tableCell: {
    borderBottom: line,
    fontSize: '13px',
    lineHeight: '18px',
    padding: '8px 0 8px 10px',
    textAlign: 'right',
    verticalAlign: 'top',
    whiteSpace: 'nowrap',
  },
  tableName: {
    borderBottom: line,
    fontSize: '13px',
    lineHeight: '18px',
    padding: '8px 0',
    textAlign: 'left',
    verticalAlign: 'top',
    wordBreak: 'break-word',
  },
  itemTone: {
    fontSize: '12px',
    lineHeight: '20px',
    padding: '8px 10px 8px 0',
    verticalAlign: 'top',
    width: '14px',
  },
  itemText: { fontSize: '14px', lineHeight: '20px', padding: '7px 0', wordBreak: 'break-word' },
  plainLink: { color: '#10151f', textDecoration: 'none' },
  quote: {
    backgroundColor: '#f5f6f8',
    borderRadius: '6px',
    fontFamily: mono,
    ...small,
    margin: 0,
    padding: '10px 12px',
    whiteSpace: 'pre-wrap',
    wordBreak: 'break-word',
  },
  actions: { margin: '20px 0 0' },
  button: {
    backgroundColor: '#10151f',
    border: '1px solid #10151f',
    borderRadius: '7px',
    color: '#ffffff',
    display: 'inline-block',
    fontSize: '14px',
    fontWeight: 600,
    lineHeight: '20px',
    margin: '0 12px 8px 0',
    padding: '10px 18px',
    textDecoration: 'none',
  },
  lesserButton: {
    backgroundColor: '#ffffff',
    border: '1px solid #c3c9d2',
    borderRadius: '7px',
    color: '#10151f',
    display: 'inline-block',
    fontSize: '14px',
    fontWeight: 500,
    lineHeight: '20px',
    margin: '0 12px 8px 0',
    padding: '10px 18px',
    textDecoration: 'none',
  },
  link: {
    color: '#10151f',
    display: 'inline-block',
    fontSize: '14px',
    lineHeight: '42px',
    textDecoration: 'underline',
  },
  footer: { color: '#636c7a', ...small, margin: '16px auto 0', maxWidth: '600px', padding: '0 4px' },
  footerLink: { color: '#636c7a', textDecoration: 'underline' },
} as const;

export const toneColors: Record<MailTone, string> = {
  down: '#8f1230',
  up: '#0f7b5f',
  degraded: '#8a6700',
  neutral: '#474f5d',
};

export const stateColors: Record<MailState, string> = {
  up: '#0f7b5f',
  degraded: '#d6a100',
  down: '#b3173f',
  maintenance: '#5b6fd0',
  paused: '#8d96a3',
  unknown: '#d3d8df',
};

/** One rule for each class; the classes stand beside the inline styles. */
const darkRules: Readonly<Record<string, string>> = {
  body: 'background-color: #080b12 !important; color: #e9ecf1 !important;',
  card: 'background-color: #121824 !important; border-color: #1e2634 !important;',
  ink: 'color: #e9ecf1 !important;',
  soft: 'color: #a9b3c1 !important;',
  'prose a': 'color: #8ab8ff !important;',
  line: 'border-color: #1e2634 !important;',
  sunken: 'background-color: #080b12 !important; color: #e9ecf1 !important;',
  button:
    'background-color: #e9ecf1 !important; border-color: #e9ecf1 !important; color: #0b0f17 !important;',
  lesser:
    'background-color: #121824 !important; border-color: #3a4556 !important; color: #e9ecf1 !important;',
  'tone-down': 'color: #ff7a97 !important;',
  'tone-up': 'color: #35c797 !important;',
  'tone-degraded': 'color: #ffd54a !important;',
  'tone-neutral': 'color: #a9b3c1 !important;',
  'state-up': 'background-color: #2aa37c !important;',
  'state-degraded': 'background-color: #ffd54a !important;',
  'state-down': 'background-color: #f0436a !important;',
  'state-unknown': 'background-color: #2c3646 !important;',
};

const rules = Object.entries(darkRules);

/**
 * The reader's colour scheme, where the mail program tells it (Apple Mail, Outlook on the Mac, Thunderbird). Outlook on
 * the web darkens by itself, and marks what it has changed: there ours stand over its own. Gmail's own darkening finds
 * plain light backgrounds and dark ink, which is what it turns around well.
 */
export const darkStyles = [
  ':root { color-scheme: light dark; supported-color-schemes: light dark; }',
  '@media (prefers-color-scheme: dark) {',
  ...rules.map(([name, rule]) => `.${name} { ${rule} }`),
  '}',
  ...rules.map(([name, rule]) => `[data-ogsc] .${name}, [data-ogsb] .${name} { ${rule} }`),
  '@media (max-width: 480px) {',
  '.card { padding: 18px 16px 20px !important; }',
  '.label { width: 92px !important; padding-right: 10px !important; }',
  '.narrow { display: none !important; }',
  '.tight { border-spacing: 1px 0 !important; }',
  '}',
].join('\n');
