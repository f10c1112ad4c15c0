import { deleteMonitor } from '@/lib/monitors/delete-monitor';
import { getMonitor } from '@/lib/monitors/get-monitor';
import { monitorRef, monitorView, updateMonitorInput } from '@/lib/monitors/schema';
import { updateMonitor } from '@/lib/monitors/update-monitor';
import { nothing, one } from '@/lib/web/answers';
import { defineRoute } from '@/lib/web/define-route';
import { operation } from '@/lib/web/operation';
import { monitorVersion } from '@/lib/web/versions';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute('/api/v1/monitors/{id}', {
  GET: operation({
    operationId: 'getMonitor',
    summary: 'Get a monitor',
    tag: 'monitors',
    scope: 'read',
    input: monitorRef,
    answer: one(monitorView),
    verb: getMonitor,
    version: monitorVersion,
  }),
  PATCH: operation({
    operationId: 'updateMonitor',
    summary: 'Change a monitor',
    description: 'A merge patch (RFC 7396): what is left out stays, `spec` is merged member by member.',
    tag: 'monitors',
    scope: 'write',
    input: updateMonitorInput,
    answer: one(monitorView),
    verb: updateMonitor,
    version: monitorVersion,
  }),
  DELETE: operation({
    operationId: 'deleteMonitor',
    summary: 'Delete a monitor with its history',
    tag: 'monitors',
    scope: 'write',
    input: monitorRef,
    answer: nothing,
    verb: deleteMonitor,
    version: monitorVersion,
  }),
});
