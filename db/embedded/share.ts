import postgres from 'postgres';

// Held shared by every short-lived guest, and exclusively by the host while it stops.
const guestLock = 7_815_696_121;

function connect(url: string) {
  return postgres(url, {
    max: 1,
    connect_timeout: 5,
    idle_timeout: 0,
    // The query for types has nobody who would catch its fault when the server goes meanwhile.
    fetch_types: false,
    onnotice: () => {},
    connection: { application_name: 'stillup-guest' },
  });
}

/** Uses a server that another process has started: it will not stop before `leave`. Null when it is going already. */
export async function enterAsGuest(url: string): Promise<{ leave: () => Promise<void> } | null> {
  const sql = connect(url);
  try {
    await sql`select pg_advisory_lock_shared(${guestLock})`;
    return { leave: () => sql.end({ timeout: 5 }) };
  } catch {
    await sql.end({ timeout: 1 });
    return null;
  }
}

/** Waits until the last guest has left; no other comes in before `release`, which is after the stop. */
export async function awaitGuests(url: string): Promise<{ release: () => Promise<void> }> {
  const sql = connect(url);
  await sql`select pg_advisory_lock(${guestLock})`;
  return { release: () => sql.end({ timeout: 1 }) };
}
