import type { TestProject } from 'vitest/node';
import { dropTestDatabases, ensureTemplate, newRunId } from '@/db/testing/template';

declare module 'vitest' {
  interface ProvidedContext {
    /** A superuser's URL of a real PostgreSQL, the template to clone, and the prefix of this run's databases. */
    testPostgres: { url: string; template: string; runId: string };
  }
}

let cleanUp: () => Promise<void> = async () => {};

/** Uses the server of TEST_DATABASE_URL (a superuser's URL), or else brings its own for the length of the run. */
export async function setup(project: TestProject): Promise<void> {
  const given = process.env['TEST_DATABASE_URL'] ?? '';
  const runId = newRunId();
  let url = given;
  cleanUp = () => dropTestDatabases(given, runId);
  if (given === '') {
    const { startTemporaryPostgres } = await import('@/db/testing/temporary-postgres');
    const own = await startTemporaryPostgres();
    url = own.url;
    cleanUp = own.stop;
  }
  project.provide('testPostgres', { url, template: await ensureTemplate(url), runId });
}

export async function teardown(): Promise<void> {
  await cleanUp();
}
