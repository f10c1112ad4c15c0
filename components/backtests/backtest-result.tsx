import { Instant } from '@/components/time/time';
import { durationWords } from '@/components/time/words';
import { Panel } from '@/components/ui/panel';
import { Cell, Head, HeadCell, Row, Table } from '@/components/ui/table';
import { describeBacktest } from '@/lib/backtests/rules/describe-backtest';
import type { BacktestOutcome, BacktestView } from '@/lib/backtests/schema';

type BacktestResultProps = { view: BacktestView; days: number };

export function BacktestResult({ view, days }: BacktestResultProps) {
  if (view.checks === 0) {
    return (
      <p className="text-ink-soft">
        There are no stored checks of these monitors in that time, so there is nothing to play back yet.
      </p>
    );
  }
  return (
    <div className="space-y-8">
      <p className="text-lg font-medium text-balance">{describeBacktest(view, days)}</p>
      <Panel title="Compared" hint={`${view.checks.toLocaleString('en')} checks`}>
        <Comparison view={view} />
      </Panel>
      {view.alerts.length > 0 && (
        <Panel title="What would have been told">
          <Alerts view={view} />
        </Panel>
      )}
      {view.left_out.length > 0 && (
        <p className="text-sm text-ink-faint">
          Left out, since they call by themselves: {view.left_out.map(({ name }) => name).join(', ')}.
        </p>
      )}
    </div>
  );
}

const columns = [
  { label: 'Incidents', value: ({ incidents }: BacktestOutcome) => String(incidents) },
  { label: 'Alerts', value: ({ alerts }: BacktestOutcome) => String(alerts) },
  { label: 'Escalations', value: ({ escalations }: BacktestOutcome) => String(escalations) },
  { label: 'Down', value: (outcome: BacktestOutcome) => timeWords(outcome.downtime_seconds) },
  { label: 'Degraded', value: (outcome: BacktestOutcome) => timeWords(outcome.degraded_seconds) },
] as const;

function timeWords(seconds: number): string {
  return seconds === 0 ? '–' : durationWords(seconds, 'short');
}

function Comparison({ view }: { view: BacktestView }) {
  const rows = [
    ...(view.monitors.length > 1 ? [{ id: 'all', name: 'All together', ...pick(view) }] : []),
    ...view.monitors,
  ];
  return (
    <Table label="Each monitor, now and with these settings">
      <Head>
        <tr>
          <HeadCell>Monitor</HeadCell>
          <HeadCell>Settings</HeadCell>
          {columns.map(({ label }) => (
            <HeadCell key={label} numeric>
              {label}
            </HeadCell>
          ))}
        </tr>
      </Head>
      <tbody>
        {rows.flatMap(({ id, name, as_is, tried }) => [
          <Row key={`${id} now`} className="border-0">
            <Cell className="max-w-56 truncate font-medium">{name}</Cell>
            <Figures words="Now" outcome={as_is} />
          </Row>,
          <Row key={`${id} tried`}>
            <Cell>
              <span className="sr-only">{name}</span>
            </Cell>
            <Figures words="Tried" outcome={tried} />
          </Row>,
        ])}
      </tbody>
    </Table>
  );
}

function pick({ as_is, tried }: BacktestView) {
  return { as_is, tried };
}

function Figures({ words, outcome }: { words: 'Now' | 'Tried'; outcome: BacktestOutcome }) {
  const isNow = words === 'Now';
  return (
    <>
      <Cell className="whitespace-nowrap text-ink-soft">{words}</Cell>
      {columns.map(({ label, value }) => (
        <Cell key={label} numeric className={isNow ? 'text-ink-soft' : 'font-medium'}>
          {value(outcome)}
        </Cell>
      ))}
    </>
  );
}

const transitionWords: Record<string, string> = {
  opened: 'Down',
  escalated: 'Escalated',
  reminder: 'Reminder',
  resolved: 'Recovered',
  flapping: 'Flapping',
};

function Alerts({ view }: { view: BacktestView }) {
  return (
    <>
      <Table label="Alerts, the newest first">
        <Head>
          <tr>
            <HeadCell>When</HeadCell>
            <HeadCell>Monitor</HeadCell>
            <HeadCell>What</HeadCell>
            <HeadCell>To</HeadCell>
          </tr>
        </Head>
        <tbody>
          {view.alerts.map(({ at, transition, monitor, told }) => (
            <Row key={`${at} ${monitor.id} ${transition}`}>
              <Cell className="whitespace-nowrap text-ink-soft">
                <Instant at={at} />
              </Cell>
              <Cell>{monitor.name}</Cell>
              <Cell>{transitionWords[transition] ?? transition}</Cell>
              <Cell className="text-ink-soft">{told.join(', ')}</Cell>
            </Row>
          ))}
        </tbody>
      </Table>
      {view.more_alerts > 0 && (
        <p className="mt-3 text-sm text-ink-faint">and {view.more_alerts} more before these</p>
      )}
    </>
  );
}
