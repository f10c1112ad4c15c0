import { Fragment, type ReactNode } from 'react';

/** Puts nodes where `{name}` stands in a text of the words. */
export function Fill({ text, with: values }: { text: string; with: Record<string, ReactNode> }) {
  const parts = text.split(/\{(\w+)\}/);
  return parts.map((part, index) => {
    const key = `${index}`;
    return <Fragment key={key}>{index % 2 === 0 ? part : (values[part] ?? '')}</Fragment>;
  });
}
