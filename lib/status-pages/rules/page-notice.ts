export type NoticeField = {
  name: string;
  label: string;
  type: 'email' | 'password' | 'checkbox' | 'select' | 'hidden';
  value?: string;
  /** Of checkboxes and of a choice: each is sent under the name of the field. */
  options?: readonly { value: string; label: string; checked: boolean }[];
};

/** What a small page around a status page says: before a password, after a form, from a mail. */
export type PageNotice = {
  title: string;
  paragraphs: readonly string[];
  tone?: 'neutral' | 'good' | 'bad';
  form?: { fields: readonly NoticeField[]; submit: string; action?: string };
  /** A lesser one below it. */
  otherForm?: { id: string; submit: string; fields: readonly NoticeField[]; action?: string };
  link?: { href: string; label: string };
};
