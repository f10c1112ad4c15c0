type Props = {
  as: 'div' | 'span' | 'style' | 'tr';
  className?: string;
  /** Of `renderMarkdown`, of words of our own, of checked values, or of texts that were escaped one by one: of nothing else. */
  html: string;
};

/** The one place where markup stands as it was given. */
export function TrustedHtml({ as: Tag, className, html }: Props) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: whoever calls it vouches for what it is given
  return <Tag className={className} dangerouslySetInnerHTML={{ __html: html }} />;
}
