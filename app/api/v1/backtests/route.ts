import { runBacktest } from '@/lib/backtests/run-backtest';
import { backtestView, runBacktestInput } from '@/lib/backtests/schema';
import { one } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/api/v1/backtests', {
  POST: operation({
    operationId: 'runBacktest',
    summary: 'Try settings on the past',
    description:
      'Plays stored checks back through the rules that decide for real, by the settings given and by those that stand, and counts incidents and alerts. Nothing is written and nobody is told.',
    tag: 'policies',
    scope: 'read',
    input: runBacktestInput,
    answer: one(backtestView),
    isLong: true,
    verb: runBacktest,
  }),
});
