import {
  Body,
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
import type { MailContent } from '@/lib/email/rules/mail-content';
import { darkStyles, styles, toneColors } from '@/lib/email/templates/style';

/** The one look of all mail. React escapes whatever a monitor, a target or a person put into it. */
export function MailTemplate({ content }: { content: MailContent }) {
  const { badge, tone, title, paragraphs } = content;
  return (
    <Html lang="en">
      <Head>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style>{darkStyles}</style>
      </Head>
      <Preview>{content.preview}</Preview>
      <Body className="body" style={styles.body}>
        <Container className="card" style={styles.card}>
          <Text className="soft" style={styles.brand}>
            Stillup
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
          <Facts facts={content.facts} />
          <Quote quote={content.quote} />
          <Actions actions={content.actions} />
        </Container>
        <Footer lines={content.footer} link={content.footerLink} />
      </Body>
    </Html>
  );
}

function Facts({ facts }: { facts: MailContent['facts'] }) {
  if (facts.length === 0) return null;
  return (
    <table style={styles.table}>
      <tbody>
        {facts.map(({ label, value }) => (
          <tr key={label}>
            <th scope="row" className="label soft line" style={styles.label}>
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
      <Text className="soft" style={styles.quoteLabel}>
        {quote.label}
      </Text>
      <pre className="sunken" style={styles.quote}>
        {quote.text}
      </pre>
    </>
  );
}

function Actions({ actions }: { actions: MailContent['actions'] }) {
  const [first, ...others] = actions;
  if (first === undefined) return null;
  return (
    <Section>
      <Button className="button" href={first.url} style={styles.button}>
        {first.label}
      </Button>
      {others.map(({ label, url }) => (
        <Link key={url} className="ink" href={url} style={styles.link}>
          {label}
        </Link>
      ))}
    </Section>
  );
}

function Footer({ lines, link }: { lines: MailContent['footer']; link: MailContent['footerLink'] }) {
  if (lines.length === 0 && link === null) return null;
  return (
    <Container>
      <Text className="soft" style={styles.footer}>
        {lines.join(' ')}
        {link === null ? null : (
          <>
            {' '}
            <Link className="soft" href={link.url} style={styles.footerLink}>
              {link.label}
            </Link>
          </>
        )}
      </Text>
    </Container>
  );
}
