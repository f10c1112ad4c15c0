import type { MailTone } from '@/lib/email/rules/mail-content';

const sans = "'Geist', ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif";
const mono = "'Geist Mono', ui-monospace, SFMono-Regular, Menlo, Consolas, monospace";

/** Inline, for mail programs that read nothing else. Colour means state; everything else is ink on paper. */
export const styles = {
  body: { backgroundColor: '#f5f6f8', color: '#10151f', fontFamily: sans, margin: 0, padding: '32px 12px' },
  card: {
    backgroundColor: '#ffffff',
    border: '1px solid #e3e6eb',
    borderRadius: '10px',
    margin: '0 auto',
    maxWidth: '560px',
    padding: '28px 32px',
  },
  brand: { color: '#474f5d', fontSize: '13px', fontWeight: 600, lineHeight: '20px', margin: '0 0 20px' },
  badge: { fontSize: '13px', fontWeight: 600, lineHeight: '20px', margin: '0 0 4px' },
  title: { fontSize: '22px', fontWeight: 600, lineHeight: '30px', margin: '0 0 16px' },
  paragraph: { fontSize: '15px', lineHeight: '24px', margin: '0 0 14px' },
  table: { borderCollapse: 'collapse', margin: '4px 0 20px', width: '100%' },
  label: {
    borderTop: '1px solid #e3e6eb',
    color: '#636c7a',
    fontSize: '13px',
    fontWeight: 400,
    lineHeight: '20px',
    padding: '8px 16px 8px 0',
    textAlign: 'left',
    verticalAlign: 'top',
    width: '132px',
  },
  value: {
    borderTop: '1px solid #e3e6eb',
    fontSize: '14px',
    lineHeight: '20px',
    padding: '8px 0',
    verticalAlign: 'top',
    wordBreak: 'break-word',
  },
  quoteLabel: { color: '#636c7a', fontSize: '13px', lineHeight: '20px', margin: '0 0 6px' },
  quote: {
    backgroundColor: '#f5f6f8',
    borderRadius: '6px',
    fontFamily: mono,
    fontSize: '12px',
    lineHeight: '18px',
    margin: '0 0 24px',
    padding: '10px 12px',
    whiteSpace: 'pre-wrap',
    wordBreak: 'break-word',
  },
  button: {
    backgroundColor: '#10151f',
    borderRadius: '7px',
    color: '#ffffff',
    display: 'inline-block',
    fontSize: '14px',
    fontWeight: 500,
    lineHeight: '20px',
    marginRight: '16px',
    padding: '9px 16px',
    textDecoration: 'none',
  },
  link: { color: '#10151f', fontSize: '14px', lineHeight: '38px', textDecoration: 'underline' },
  footer: {
    color: '#636c7a',
    fontSize: '12px',
    lineHeight: '18px',
    margin: '20px auto 0',
    maxWidth: '560px',
  },
  footerLink: { color: '#636c7a', textDecoration: 'underline' },
} as const;

export const toneColors: Record<MailTone, string> = {
  down: '#8f1230',
  up: '#0f7b5f',
  degraded: '#8a6700',
  neutral: '#474f5d',
};

/** For mail programs that know the reader's colour scheme (Apple Mail, Outlook on the Mac, Thunderbird). */
export const darkStyles = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .body, .body > table > tbody > tr > td { background-color: #080b12 !important; color: #e9ecf1 !important; }
  .card { background-color: #121824 !important; border-color: #1e2634 !important; }
  .ink { color: #e9ecf1 !important; }
  .soft { color: #a9b3c1 !important; }
  .line { border-color: #1e2634 !important; }
  .sunken { background-color: #080b12 !important; color: #e9ecf1 !important; }
  .button { background-color: #e9ecf1 !important; color: #0b0f17 !important; }
  .tone-down { color: #ff7a97 !important; }
  .tone-up { color: #35c797 !important; }
  .tone-degraded { color: #ffd54a !important; }
  .tone-neutral { color: #a9b3c1 !important; }
}
@media (max-width: 480px) {
  .card { padding: 20px 18px !important; }
  .label { width: 96px !important; }
}`;
