import { cronLine, withoutSeventhDay } from '@/lib/heartbeats/rules/cron-line';
import { commentText, shellWord, yamlString } from '@/lib/heartbeats/rules/quoting';
import { nodeSnippet, powershellSnippet, pythonSnippet } from '@/lib/heartbeats/rules/script-snippets';
import type { Snippet, SnippetSource } from '@/lib/heartbeats/rules/snippet';
import { toSlug } from '@/lib/projects/rules/slug';
import { canonicalTimeZone } from '@/lib/schedules/rules/time-zone';

/**
 * How a job tells that it ran, ready to be pasted: the words of each tool with this monitor's address. A job that
 * cannot reach Stillup still runs and ends as it would have.
 */
export function snippets(source: SnippetSource): readonly Snippet[] {
  return [
    cronSnippet(source),
    shellSnippet(source),
    systemdSnippet(source),
    kubernetesSnippet(source),
    githubSnippet(source),
    pythonSnippet(source),
    nodeSnippet(source),
    powershellSnippet(source),
    wgetSnippet(source),
  ];
}

function curl({ postOnly }: SnippetSource, quote: string): string {
  return `curl -fsS -m 10 --retry 5${postOnly ? ` -d ${quote}${quote}` : ''} -o /dev/null`;
}

function cronSnippet(source: SnippetSource): Snippet {
  const { expression, timeZone, isExact } = cronLine(source.schedule);
  // An unescaped % ends the command of a crontab line.
  const command = `/path/to/job && ${curl(source, "'")} ${shellWord(source.pingUrl)}`.replaceAll('%', '\\%');
  return {
    id: 'cron',
    label: 'cron',
    language: 'crontab',
    text: `# ${commentText(source.name)}\n${expression} ${command}`,
    note: [
      isExact ? '' : 'cron cannot say this schedule: start the job when it suits.',
      source.schedule.kind === 'period'
        ? ''
        : `cron follows the clock of its machine; this monitor expects ${timeZone}.`,
      'It tells only of success. To tell of the start and of failures too, use the shell lines.',
    ]
      .filter((sentence) => sentence !== '')
      .join(' '),
  };
}

function shellSnippet(source: SnippetSource): Snippet {
  return {
    id: 'shell',
    label: 'Shell',
    language: 'sh',
    text: [
      '#!/bin/sh',
      `# ${commentText(source.name)}`,
      `ping_url=${shellWord(source.pingUrl)}`,
      `tell() { ${curl(source, "'")} "$ping_url/$1"; }`,
      '',
      'tell start',
      '/path/to/job',
      'status=$?',
      'tell "$status"',
      'exit "$status"',
    ].join('\n'),
    note: 'A pipe answers with its last command only: where the job is one, use bash and “set -o pipefail”.',
  };
}

function systemdSnippet(source: SnippetSource): Snippet {
  const { schedule } = source;
  const url = source.pingUrl.replaceAll('%', '%%').replaceAll('$', '$$$$');
  const tell = (what: string) =>
    `-/bin/sh -c 'exec ${curl(source, '"').replaceAll('%', '%%')} "${url}/${what}"'`;
  const timer =
    schedule.kind === 'oncalendar'
      ? [
          '',
          '# /etc/systemd/system/job.timer',
          '[Timer]',
          ...eventsOf(schedule.expression).map(
            (event) => `OnCalendar=${withZone(event, schedule.time_zone)}`,
          ),
          'Persistent=true',
          '',
          '[Install]',
          'WantedBy=timers.target',
        ]
      : [];
  return {
    id: 'systemd',
    label: 'systemd',
    language: 'ini',
    text: [
      '# /etc/systemd/system/job.service',
      '[Unit]',
      `Description=${commentText(source.name).replaceAll('%', '%%').replace(/\\+$/, '')}`,
      '',
      '[Service]',
      'Type=oneshot',
      `ExecStartPre=${tell('start')}`,
      'ExecStart=/path/to/job',
      // No status at all means that systemd itself failed to run the job.
      `ExecStopPost=${tell('$${EXIT_STATUS:-1}')}`,
      ...timer,
    ].join('\n'),
    note: 'The exit status comes along; a job that is killed is told by the name of the signal.',
  };
}

function eventsOf(expression: string): string[] {
  return expression
    .split('\n')
    .map((line) => line.trim().replaceAll('%', '%%'))
    .filter((line) => line !== '');
}

/** An event may name a zone of its own. */
function withZone(event: string, timeZone: string): string {
  const last = event.split(/\s+/).at(-1) ?? '';
  return canonicalTimeZone(last) === null ? `${event} ${timeZone}` : event;
}

function kubernetesSnippet(source: SnippetSource): Snippet {
  const { expression, timeZone, isExact } = cronLine(source.schedule);
  // Names of CronJobs have at most 52 characters.
  const name = toSlug(source.name, 'job').slice(0, 52).replace(/-+$/, '');
  return {
    id: 'kubernetes',
    label: 'Kubernetes',
    language: 'yaml',
    text: [
      'apiVersion: batch/v1',
      'kind: CronJob',
      'metadata:',
      `  name: ${yamlString(name)}`,
      'spec:',
      `  schedule: ${yamlString(withoutSeventhDay(expression))}`,
      `  timeZone: ${yamlString(timeZone)}`,
      '  concurrencyPolicy: Forbid',
      '  jobTemplate:',
      '    spec:',
      '      backoffLimit: 0',
      '      template:',
      '        spec:',
      '          restartPolicy: Never',
      '          containers:',
      '            - name: job',
      '              image: registry.example.com/job:latest',
      '              env:',
      '                - name: PING_URL',
      `                  value: ${yamlString(source.pingUrl.replaceAll('$(', '$$$$('))}`,
      '              command: ["/bin/sh", "-c"]',
      '              args:',
      '                - |',
      `                  tell() { ${curl(source, "'")} "$PING_URL/$1"; }`,
      '                  tell start',
      '                  /path/to/job',
      '                  status=$?',
      '                  tell "$status"',
      '                  exit "$status"',
    ].join('\n'),
    note: `The image needs sh and curl.${isExact ? '' : ' cron cannot say this schedule: start the job when it suits.'}`,
  };
}

function githubSnippet(source: SnippetSource): Snippet {
  return {
    id: 'github',
    label: 'GitHub Actions',
    language: 'yaml',
    text: [
      '# Once, so that the address stays out of the repository:',
      `#   gh secret set STILLUP_PING_URL --body ${shellWord(source.pingUrl)}`,
      '# Then the last step of the job:',
      '- name: Tell Stillup how it went',
      '  if: always()',
      '  continue-on-error: true',
      '  shell: bash',
      '  env:',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub's own
      '    PING_URL: ${{ secrets.STILLUP_PING_URL }}',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub's own
      '    JOB_STATUS: ${{ job.status }}',
      '  run: |',
      '    if [ "$JOB_STATUS" = success ]; then status=0; else status=1; fi',
      `    ${curl(source, "'")} "$PING_URL/$status"`,
    ].join('\n'),
    note: 'The schedules of GitHub Actions often begin minutes late: leave some grace.',
  };
}

function wgetSnippet(source: SnippetSource): Snippet {
  return {
    id: 'wget',
    label: 'wget',
    language: 'sh',
    text: `/path/to/job && wget -q -T 10 -t 5${source.postOnly ? " --post-data=''" : ''} -O /dev/null ${shellWord(source.pingUrl)}`,
    note: 'For machines without curl; it tells only of success.',
  };
}
