'use server';

import { createMonitor } from '@/lib/monitors/create-monitor';
import { deleteMonitor } from '@/lib/monitors/delete-monitor';
import { updateMonitor } from '@/lib/monitors/update-monitor';
import { bulkMonitors } from '@/lib/pipeline/bulk-monitors';
import { pauseMonitor } from '@/lib/pipeline/pause-monitor';
import { resumeMonitor } from '@/lib/pipeline/resume-monitor';
import { runMonitor } from '@/lib/pipeline/run-monitor';
import { defineAction } from '@/lib/web/define-action';

export const createMonitorAction = defineAction(createMonitor);
export const updateMonitorAction = defineAction(updateMonitor);
export const deleteMonitorAction = defineAction(deleteMonitor);
export const bulkMonitorsAction = defineAction(bulkMonitors);
export const pauseMonitorAction = defineAction(pauseMonitor);
export const resumeMonitorAction = defineAction(resumeMonitor);
export const runMonitorAction = defineAction(runMonitor);
