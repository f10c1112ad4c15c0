'use client';

import dynamic from 'next/dynamic';
import type { ResponseTimeChartProps } from '@/components/charts/response-time-chart';
import { responseTimeWords, type TimeWords } from '@/components/charts/time-words';
import { Instant } from '@/components/time/time';
import { Skeleton } from '@/components/ui/empty-state';
import { Cell, Head, HeadCell, Row, Table } from '@/components/ui/table';

const ResponseTimeChart = dynamic(
  () => import('@/components/charts/response-time-chart').then((module) => module.ResponseTimeChart),
  { ssr: false, loading: () => <Skeleton className="h-60 w-full" /> },
);

type ResponseTimesProps = Omit<ResponseTimeChartProps, 'words'> & { words?: TimeWords };

/** The chart, its legend in words, and the same figures as a table. */
export function ResponseTimes({ words = responseTimeWords, ...props }: ResponseTimesProps) {
  return (
    <figure>
      <div aria-hidden="true">
        <ResponseTimeChart {...props} words={words} />
      </div>
      <figcaption className="mt-2 flex flex-wrap gap-x-5 gap-y-1 text-sm text-ink-soft">
        <Key sample={<path d="M1 6h18" stroke="var(--ink)" strokeWidth="2" />}>median</Key>
        <Key
          sample={<path d="M1 6h18" stroke="var(--line-strong)" strokeWidth="1.5" strokeDasharray="3 3" />}
        >
          95th percentile
        </Key>
        <Key sample={<path d="M1 1h18v10H1z" fill="var(--ink)" fillOpacity="0.12" />}>fastest to slowest</Key>
        <Key sample={<path d="m6.5 2.5 7 7m0-7-7 7" stroke="var(--down)" strokeWidth="1.75" />}>
          {words.failures}
        </Key>
        {props.limitMs !== null && (
          <Key
            sample={<path d="M1 6h18" stroke="var(--degraded)" strokeWidth="1.75" strokeDasharray="6 3" />}
          >
            {words.limit(props.limitMs)}
          </Key>
        )}
      </figcaption>
      <details className="mt-2 text-sm">
        <summary className="link inline-block min-h-6 cursor-pointer text-ink-soft">Show as a table</summary>
        <div className="mt-2 max-h-80 overflow-y-auto">
          <PointsTable points={props.points} words={words} />
        </div>
      </details>
    </figure>
  );
}

function Key({ sample, children }: { sample: React.ReactNode; children: React.ReactNode }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <svg width="20" height="12" viewBox="0 0 20 12" fill="none" aria-hidden="true">
        {sample}
      </svg>
      {children}
    </span>
  );
}

function PointsTable({ points, words }: { points: ResponseTimeChartProps['points']; words: TimeWords }) {
  return (
    <Table label={words.table} className="min-w-[36rem]">
      <Head>
        <tr>
          <HeadCell>From</HeadCell>
          <HeadCell numeric>Fastest</HeadCell>
          <HeadCell numeric>Median</HeadCell>
          <HeadCell numeric>95th percentile</HeadCell>
          <HeadCell numeric>Slowest</HeadCell>
          <HeadCell numeric>Failed</HeadCell>
        </tr>
      </Head>
      <tbody>
        {points
          .filter((point) => point.checks > 0)
          .map((point) => (
            <Row key={point.atMs}>
              <Cell>
                <Instant at={new Date(point.atMs).toISOString()} />
              </Cell>
              <Cell numeric>{words.value(point.band?.[0] ?? null)}</Cell>
              <Cell numeric>{words.value(point.p50)}</Cell>
              <Cell numeric>{words.value(point.p95)}</Cell>
              <Cell numeric>{words.value(point.band?.[1] ?? null)}</Cell>
              <Cell numeric>{`${point.failures} of ${point.checks}`}</Cell>
            </Row>
          ))}
      </tbody>
    </Table>
  );
}
