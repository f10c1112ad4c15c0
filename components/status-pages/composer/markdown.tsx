'use client';

import { useRules } from '@/components/forms/use-rules';
import { useRendered } from '@/components/status-pages/composer/rendered';
import { TrustedHtml } from '@/components/status-pages/trusted-html';
import { cn } from '@/components/ui/cn';

async function load() {
  return (await import('@/components/status-pages/composer/read-markdown')).readMarkdown;
}

const neverMs = 86_400_000;
/** As the public page sets it, in our own type. */
const prose =
  'break-words [&_a]:underline [&_a]:underline-offset-2 [&_blockquote]:border-l-2 [&_blockquote]:border-line [&_blockquote]:pl-3 [&_code]:rounded-sm [&_code]:bg-sunken [&_code]:px-1 [&_code]:font-mono [&_code]:text-sm [&_h4]:font-semibold [&_h5]:font-semibold [&_h6]:font-semibold [&_ol]:list-decimal [&_ol]:pl-5 [&_pre]:overflow-x-auto [&_table]:block [&_table]:overflow-x-auto [&_td]:border [&_td]:border-line [&_td]:px-2 [&_th]:border [&_th]:border-line [&_th]:px-2 [&_th]:text-left [&_ul]:list-disc [&_ul]:pl-5 [&>*+*]:mt-2';

type MarkdownProps = { source: string; className?: string | undefined };

/** Markdown as customers read it. */
export function Markdown({ source, className }: MarkdownProps) {
  const known = useRendered(source);
  return known === null ? (
    <Reading source={source} className={className} />
  ) : (
    <Html html={known} className={className} />
  );
}

/** What is typed, or was said since. The reader is heavy and comes when it is needed; the words stand there until then. */
function Reading({ source, className }: MarkdownProps) {
  const html = useRules(load, source, neverMs);
  if (html === null) return <p className={cn('break-words whitespace-pre-wrap', className)}>{source}</p>;
  return <Html html={html} className={className} />;
}

function Html({ html, className }: { html: string; className: string | undefined }) {
  return <TrustedHtml as="div" className={cn(prose, className)} html={html} />;
}
