import {
  Button,
  Container,
  Head,
  Heading,
  Html,
  Link,
  Preview,
  Section,
  Text,
} from '@react-email/components';
import type { ReactNode } from 'react';
import type { MailContent } from '@/lib/email/rules/mail-content';
import { Chart } from '@/lib/email/templates/chart';
import { DataTable, Items, Numbers } from '@/lib/email/templates/lists';
import { darkStyles, styles, toneColors } from '@/lib/email/templates/style';

/** The one look of all mail. React escapes whatever a monitor, a target or a person put into it. */
export function MailTemplate({ content }: { content: MailContent }) {
  const { badge, tone, title, paragraphs, change, chart, table } = content;
  const { tag, direction } = content.language ?? english;
  return (
    <Html lang={tag} dir={direction}>
      <Head>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <style>{darkStyles}</style>
      </Head>
      <Frame direction={direction}>
        <Preview>{content.preview}</Preview>
        <Container className="card" style={styles.card}>
          <Text className="soft" style={styles.brand}>
            {content.brand ?? 'Stillup'}
          </Text>
          {badge === null ? null : (
            <Text className={`tone-${tone}`} style={{ ...styles.badge, color: toneColors[tone] }}>
              ● {badge}
            </Text>
          )}
          <Heading as="h1" className="ink" style={styles.title}>
            {title}
          </Heading>
          {paragraphs.map((paragraph) => (
            <Text key={paragraph} className="ink" style={styles.paragraph}>
              {paragraph}
            </Text>
          ))}
          {content.body ? <Body html={content.body.html} /> : null}
          <Actions actions={content.actions} />
          <Numbers numbers={content.numbers ?? []} />
          {change ? <Change change={change} /> : null}
          {chart ? <Chart chart={chart} /> : null}
          <Facts facts={content.facts} direction={direction} />
          <Quote quote={content.quote} />
          <Items items={content.items ?? []} />
          {table ? <DataTable table={table} /> : null}
        </Container>
        <Footer lines={content.footer} links={content.footerLinks} />
      </Frame>
    </Html>
  );
}

const english = { tag: 'en', direction: 'ltr' } as const;

function Body({ html }: { html: string }) {
  const harmless = { __html: html };
  // biome-ignore lint/security/noDangerouslySetInnerHtml: made of Markdown without HTML, which is what MailContent asks for.
  return <div dir="auto" className="ink prose" style={styles.body} dangerouslySetInnerHTML={harmless} />;
}

/** Outlook colours no body: the whole page is one cell. Mail programs that take away the body take its direction along. */
function Frame({ direction, children }: { direction: 'ltr' | 'rtl'; children: ReactNode }) {
  return (
    <body
      dir={direction}
      className="body"
      style={{ backgroundColor: styles.frame.backgroundColor, margin: 0 }}
    >
      <table role="presentation" width="100%" style={{ borderCollapse: 'collapse' }}>
        <tbody>
          <tr>
            <td dir={direction} className="body" style={styles.frame}>
              {children}
            </td>
          </tr>
        </tbody>
      </table>
    </body>
  );
}

function Actions({ actions }: { actions: MailContent['actions'] }) {
  const [first, second, ...others] = actions;
  if (first === undefined) return null;
  return (
    <Section style={styles.actions}>
      <Button className="button" href={first.url} style={styles.button}>
        {first.label}
      </Button>
      {second === undefined ? null : (
        <Button className="lesser" href={second.url} style={styles.lesserButton}>
          {second.label}
        </Button>
      )}
      {others.map(({ label, url }) => (
        <Link key={url} className="ink" href={url} style={styles.link}>
          {label}
        </Link>
      ))}
    </Section>
  );
}

function Change({ change }: { change: NonNullable<MailContent['change']> }) {
  return (
    <>
      <Text className="soft" style={styles.heading}>
        What changed
      </Text>
      <table style={styles.changes}>
        <tbody>
          <tr>
            <td className="sunken" style={{ ...styles.changed, borderLeft: `3px solid ${toneColors.up}` }}>
              <span className="tone-up" style={{ ...styles.changedLabel, color: toneColors.up }}>
                {change.before.label}
              </span>
              <br />
              {change.before.value}
            </td>
            <td className="sunken" style={{ ...styles.changed, borderLeft: `3px solid ${toneColors.down}` }}>
              <span className="tone-down" style={{ ...styles.changedLabel, color: toneColors.down }}>
                {change.after.label}
              </span>
              <br />
              {change.after.value}
            </td>
          </tr>
        </tbody>
      </table>
    </>
  );
}

type FactsProps = { facts: MailContent['facts']; direction: 'ltr' | 'rtl' };

function Facts({ facts, direction }: FactsProps) {
  if (facts.length === 0) return null;
  // Said outright: Outlook knows no "start".
  const textAlign = direction === 'rtl' ? 'right' : 'left';
  return (
    <table style={styles.table}>
      <tbody>
        {facts.map(({ label, value }) => (
          <tr key={label}>
            <th scope="row" className="label soft line" style={{ ...styles.label, textAlign }}>
              {label}
            </th>
            <td className="ink line" style={styles.value}>
              {value}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Quote({ quote }: { quote: MailContent['quote'] }) {
  if (quote === null) return null;
  return (
    <>
      <Text className="soft" style={styles.heading}>
        {quote.label}
      </Text>
      <pre className="sunken" style={styles.quote}>
        {quote.text}
      </pre>
    </>
  );
}

function Footer({ lines, links }: { lines: MailContent['footer']; links: MailContent['footerLinks'] }) {
  if (lines.length === 0 && links.length === 0) return null;
  return (
    <Container>
      <Text className="soft" style={styles.footer}>
        {lines.join(' ')}
        {links.map(({ label, url }) => (
          <span key={url}>
            {' '}
            <Link className="soft" href={url} style={styles.footerLink}>
              {label}
            </Link>
          </span>
        ))}
      </Text>
    </Container>
  );
}
