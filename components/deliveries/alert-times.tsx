'use client';

import { queryPath } from '@/components/lists/query-path';
import { useLive } from '@/components/live/use-live';
import { msWords } from '@/components/time/words';
import { Figures } from '@/components/ui/figures';
import { Panel } from '@/components/ui/panel';
import { Cell, Head, HeadCell, Row, Table } from '@/components/ui/table';
import type { AlertTimesView } from '@/lib/alerting/schema';

type AlertTimesProps = {
  initial: { data: AlertTimesView };
  projects: readonly { id: string; name: string }[];
  projectId: string | null;
};

const everyMs = 60_000;

/** How long it takes from a failure to the alert that somebody has, as it was measured. */
export function AlertTimes({ initial, projects, projectId }: AlertTimesProps) {
  const path = queryPath('/alert-times', { project_id: projectId });
  const { data } = useLive(path, { initial, every: everyMs });
  const times = (data ?? initial).data;
  return (
    <Panel title="Time to alert" hint="30 days">
      {times.count === 0 ? (
        <p className="py-2 text-ink-soft">
          No alert of an outage was delivered in the last 30 days, so there is nothing to measure yet.
        </p>
      ) : (
        <>
          <AllTimes times={times} />
          {times.projects.length > 1 && <ByProject times={times} projects={projects} />}
        </>
      )}
    </Panel>
  );
}

function AllTimes({ times }: { times: AlertTimesView }) {
  const figures = [
    { label: 'Half within (p50)', value: msWords(times.p50_ms) },
    { label: '95 % within (p95)', value: msWords(times.p95_ms) },
    { label: '99 % within (p99)', value: msWords(times.p99_ms) },
    { label: 'Alerts', value: String(times.count) },
  ];
  return (
    <>
      <Figures figures={figures} className="py-2" />
      <p className="text-sm text-ink-faint">
        From the first failed check, or the missed deadline, to the receiver’s yes. It includes the checks
        that prove an outage, and whatever a policy or a maintenance holds back.
      </p>
    </>
  );
}

type ByProjectProps = { times: AlertTimesView; projects: AlertTimesProps['projects'] };

function ByProject({ times, projects }: ByProjectProps) {
  return (
    <details className="mt-2">
      <summary className="w-fit cursor-pointer py-1 text-sm text-ink-soft">By project</summary>
      <Table label="Time to alert by project">
        <Head>
          <tr>
            <HeadCell>Project</HeadCell>
            <HeadCell numeric>p50</HeadCell>
            <HeadCell numeric>p95</HeadCell>
            <HeadCell numeric>p99</HeadCell>
            <HeadCell numeric>Alerts</HeadCell>
          </tr>
        </Head>
        <tbody>
          {times.projects.map(({ project_id, p50_ms, p95_ms, p99_ms, count }) => (
            <Row key={project_id}>
              <Cell>{projects.find(({ id }) => id === project_id)?.name ?? project_id}</Cell>
              <Cell numeric>{msWords(p50_ms)}</Cell>
              <Cell numeric>{msWords(p95_ms)}</Cell>
              <Cell numeric>{msWords(p99_ms)}</Cell>
              <Cell numeric>{count}</Cell>
            </Row>
          ))}
        </tbody>
      </Table>
    </details>
  );
}
