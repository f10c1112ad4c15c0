'use server';

import { runBacktest } from '@/lib/backtests/run-backtest';
import { defineAction } from '@/lib/web/define-action';

export const runBacktestAction = defineAction(runBacktest);
