import type { MailChart, MailContent, MailTable, MailTone } from '@/lib/email/rules/mail-content';
import type { Content, ContentContext } from '@/lib/notifiers/rules/content';
import { channelUrl, mainUrl, monitorUrl } from '@/lib/notifiers/rules/links';
import type {
  IncidentMessage,
  Message,
  MessageHistory,
  ReportMessage,
  ReportMonitor,
} from '@/lib/notifiers/rules/message';
import { percentText } from '@/lib/notifiers/rules/words';

type Place = ContentContext & { unsubscribeUrl: (address: string) => string };

/** What a message says, arranged for a letter to one reader. Pure. */
export function mailOf(message: Message, content: Content, address: string, context: Place): MailContent {
  const { appUrl, channel, history } = context;
  return {
    ...arranged(message, content, context),
    chart: history === null ? null : chartOf(message, history),
    footer: [`Sent to ${address} by the channel “${channel.name}”.`],
    footerLinks: [
      { label: 'Stop these mails', url: context.unsubscribeUrl(address) },
      { label: 'Open the channel', url: channelUrl(appUrl, channel.id) },
    ],
  };
}

type Arranged = Omit<MailContent, 'chart' | 'footer' | 'footerLinks'>;

function arranged(message: Message, content: Content, context: ContentContext): Arranged {
  switch (message.kind) {
    case 'report':
      return reportOf(message, content, context);
    case 'digest':
    case 'channel_disabled':
      return content;
    default:
      return incidentOf(message, content);
  }
}

function incidentOf(message: IncidentMessage, content: Content): Arranged {
  const lastWell = content.facts.find(({ label }) => label === 'Last well');
  if (lastWell === undefined) return content;
  const seen = content.facts.find(({ label }) => label.startsWith('From '));
  return {
    ...content,
    facts: content.facts.filter((fact) => fact !== lastWell),
    change: { before: lastWell, after: { label: 'Now', value: seen?.value ?? message.incident.title } },
  };
}

function chartOf(message: Message, { strip, checks }: MessageHistory): MailChart {
  const isHeartbeat = 'monitor' in message && message.monitor?.type === 'heartbeat';
  const of = checks.length === 1 ? 'The last' : `The last ${checks.length}`;
  return {
    strip,
    bars:
      checks.length === 0
        ? null
        : {
            label: `${of} ${isHeartbeat ? 'ping' : 'check'}${checks.length === 1 ? '' : 's'}`,
            values: checks.map(({ result, total_ms }) => ({ state: result, ms: total_ms })),
          },
  };
}

const large = ['Uptime', 'Coverage', 'Downtime', 'Incidents'];

function reportOf(message: ReportMessage, content: Content, context: ContentContext): Arranged {
  return {
    ...content,
    numbers: content.facts.filter(({ label }) => large.includes(label)),
    facts: content.facts.filter(({ label }) => !large.includes(label) && !isInTable(label, message)),
    items: [],
    table: tableOf(message, content, context),
  };
}

/** Its p95 stands in the table as well. */
function isInTable(label: string, { monitors }: ReportMessage): boolean {
  return monitors.some(({ name }) => label === `Slow: ${name}`);
}

/** What is least needed stands last: a phone leaves it out. */
function tableOf(message: ReportMessage, { items }: Content, { appUrl, channel }: ContentContext): MailTable {
  const columns = ['Monitor', 'Uptime', 'Incidents', 'p95', 'Watched'];
  const rows = message.monitors.map((monitor, index) => ({
    cells: cellsOf(monitor),
    // The lines of the report's content stand in the same order.
    tone: items[index]?.tone ?? ('neutral' satisfies MailTone),
    url: monitorUrl(appUrl, monitor.id),
  }));
  if (message.more === 0) return { columns, rows };
  const more = {
    cells: [`and ${message.more} more`, '', '', '', ''],
    tone: 'neutral' as const,
    url: mainUrl(message, appUrl, channel.id),
  };
  return { columns, rows: [...rows, more] };
}

function cellsOf({ name, uptime, incidents, p95_ms, coverage }: ReportMonitor): string[] {
  return [
    name,
    uptime === null ? '–' : percentText(uptime),
    String(incidents),
    p95_ms === null ? '–' : `${Math.round(p95_ms)} ms`,
    percentText(coverage),
  ];
}
