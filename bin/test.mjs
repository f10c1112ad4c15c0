#!/usr/bin/env node
// `npm test`: everything that CI runs. `npm test -- checks unit db clients e2e` runs some of it.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ensureChromium } from './launch/chromium.mjs';
import { ensureCommands } from './launch/debian-package.mjs';
import { fail, preflight, root } from './launch/preflight.mjs';

const parts = ['checks', 'unit', 'db', 'clients', 'e2e'];
/** Programs of others that send us pings, and the Debian package of each. */
const clients = { curl: 'curl', wget: 'wget', borgmatic: 'borgmatic' };
const wanted = process.argv.slice(2);
const unknown = wanted.find((part) => !parts.includes(part));
if (unknown !== undefined) fail(`There is no part ${unknown}: choose from ${parts.join(', ')}.`);
preflight({ readsDotEnv: false });
const has = (part) => wanted.length === 0 || wanted.includes(part);
const results = path.join(root, 'test-results');
const total = { passed: 0, failed: 0 };
const complaints = [];
/** What failed, said once more at the end, where it is not lost among thousands of lines. */
const failures = [];

if (has('checks')) {
  for (const name of ['format:check', 'types', 'imports', 'unused']) {
    if ((await run('npm', ['run', '-s', name])) !== 0) complaints.push(`npm run ${name} failed`);
  }
}
if (has('clients')) {
  for (const command of ensureCommands(clients)) {
    process.stdout.write(`stillup: ${command} is not here and cannot be installed: its tests are skipped\n`);
  }
}
const suites = ['unit', 'unit-rules', 'db', 'clients'].filter((name) => has(name.split('-')[0]));
if (suites.length > 0) await runVitest(suites);
if (has('e2e')) await runPlaywright();

for (const failure of failures) process.stderr.write(`\nfailed: ${failure}\n`);
for (const complaint of complaints) process.stderr.write(`stillup: ${complaint}\n`);
process.stdout.write(`\n${total.passed} passed, ${total.failed + complaints.length} failed\n`);
process.exitCode = total.failed + complaints.length === 0 ? 0 : 1;

async function runVitest(projects) {
  const file = path.join(results, 'vitest.json');
  const code = await runWithReport(file, 'node_modules/vitest/vitest.mjs', [
    'run',
    ...projects.map((name) => `--project=${name}`),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  const report = readReport(file);
  if (report === null) return complaints.push(`vitest ended with ${code} and no report`);
  const unloadable = report.testResults.filter(
    (suite) => suite.status === 'failed' && suite.assertionResults.length === 0,
  );
  for (const suite of report.testResults) {
    const file = path.relative(root, suite.name);
    if (unloadable.includes(suite)) failures.push(`${file}\n${suite.message}`);
    for (const { status, fullName, failureMessages } of suite.assertionResults) {
      if (status === 'failed') failures.push(`${file} › ${fullName}\n${failureMessages.join('\n')}`);
    }
  }
  add('vitest', report.numPassedTests, report.numFailedTests + unloadable.length, code);
}

async function runPlaywright() {
  const chromium = await ensureChromium();
  if (chromium === null) {
    return complaints.push(
      'there is no Chromium: install one (apt install chromium), or name it in CHROMIUM_PATH',
    );
  }
  if ((await run(process.execPath, ['bin/build.mjs'])) !== 0) return complaints.push('the build failed');
  const file = path.join(results, 'e2e.json');
  const code = await runWithReport(
    file,
    'node_modules/@playwright/test/cli.js',
    ['test', '-c', 'e2e/playwright.config.ts'],
    { CHROMIUM_PATH: chromium },
  );
  const report = readReport(file);
  if (report === null) return complaints.push(`playwright ended with ${code} and no report`);
  const { expected, flaky, unexpected } = report.stats;
  for (const { file: name, title, tests } of report.suites.flatMap(specsOf)) {
    for (const { results: runs } of tests.filter(({ status }) => status === 'unexpected')) {
      const said = runs.flatMap(({ errors }) => errors.map(({ message }) => message));
      failures.push(`${name} › ${title}\n${said.join('\n')}`);
    }
  }
  for (const { message } of report.errors) failures.push(message);
  add('playwright', expected + flaky, unexpected + report.errors.length, code);
}

/** A suite of Playwright's report may hold others. */
function specsOf({ specs = [], suites = [] }) {
  return [...specs, ...suites.flatMap(specsOf)];
}

/** A runner that fails without a failed test (an unhandled error, no test found) counts as one failure. */
function add(name, passed, failed, code) {
  total.passed += passed;
  total.failed += failed;
  if (code !== 0 && failed === 0) complaints.push(`${name} ended with ${code} although no test failed`);
  if (passed + failed === 0) complaints.push(`${name} ran no test`);
}

function runWithReport(file, program, args, environment = {}) {
  mkdirSync(results, { recursive: true });
  rmSync(file, { force: true });
  return run(process.execPath, [program, ...args], environment);
}

function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

function run(command, args, environment = {}) {
  const child = spawn(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  });
  return new Promise((resolve) => {
    child.once('error', () => resolve(127));
    child.once('close', (code) => resolve(code ?? 1));
  });
}
