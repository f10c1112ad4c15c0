import postgres from 'postgres';
import { findRunningPostgres } from '@/db/embedded/find-running';

/** As if DNS had shown the record: no name of a test is asked for in the world. */
export async function proveDomain(dataDir: string, slug: string, hostname: string): Promise<void> {
  const sql = postgres((await findRunningPostgres(dataDir)) ?? '', { max: 1 });
  try {
    await sql`
      insert into page_domains (id, organization_id, page_id, hostname, verified_at, next_check_at)
      select gen_random_uuid(), organization_id, id, ${hostname}, now(), now() + interval '1 day'
      from status_pages where slug = ${slug}`;
    await sql`insert into page_marks (page_id) select id from status_pages where slug = ${slug}`;
  } finally {
    await sql.end();
  }
}
