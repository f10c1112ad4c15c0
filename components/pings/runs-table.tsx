import { endWords } from '@/components/heartbeats/words';
import { runAtMs } from '@/components/pings/run-cells';
import { OutcomeLine } from '@/components/pings/run-strip';
import { latenessWords, runTimeWords } from '@/components/pings/run-words';
import { Instant } from '@/components/time/time';
import { Cell, Head, HeadCell, Row, Table } from '@/components/ui/table';
import type { RunView } from '@/lib/pings/schema';

const mostRows = 200;

/** The same runs in words, the latest first. */
export function RunsTable({ runs }: { runs: readonly RunView[] }) {
  const latest = runs.slice(-mostRows).reverse();
  return (
    <>
      <Table label="Runs" className="min-w-[36rem]">
        <Head>
          <tr>
            <HeadCell>Expected</HeadCell>
            <HeadCell>Came</HeadCell>
            <HeadCell numeric>After its time</HeadCell>
            <HeadCell numeric>Took</HeadCell>
            <HeadCell>Outcome</HeadCell>
          </tr>
        </Head>
        <tbody>
          {latest.map((run) => (
            <Row key={`${runAtMs(run)}-${run.ping_n}`}>
              <Cell className="whitespace-nowrap">
                {run.expected_at ? <Instant at={run.expected_at} style="full" /> : '–'}
              </Cell>
              <Cell className="whitespace-nowrap">
                <Came run={run} />
              </Cell>
              <Cell numeric>{latenessWords(run.lateness_seconds)}</Cell>
              <Cell numeric>{runTimeWords(run.duration_ms)}</Cell>
              <Cell>
                <OutcomeLine outcome={run.outcome} />
                {endWords(run) !== '' && <span className="text-ink-faint">{`, ${endWords(run)}`}</span>}
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
      {runs.length > mostRows && <p className="mt-2 text-ink-faint">{`The latest ${mostRows} of them.`}</p>}
    </>
  );
}

function Came({ run: { started_at, ended_at } }: { run: RunView }) {
  const at = started_at ?? ended_at;
  return at === null ? 'nothing came' : <Instant at={at} style="full" />;
}
