type Settings = { baseUrl: string | null; dev: string | null };

const patienceMs = 2_000;

/**
 * One line that says why the engine does not answer, or null. Inngest Cloud is not asked: whether it works shows in
 * how long no worker was called.
 */
export async function findEngineFault(settings: Settings): Promise<string | null> {
  const { baseUrl, dev } = settings;
  const url = baseUrl ?? (dev !== null && URL.canParse(dev) ? dev : null);
  if (url === null) return null;
  try {
    const response = await fetch(new URL('/health', url), { signal: AbortSignal.timeout(patienceMs) });
    await response.body?.cancel();
    return response.ok ? null : `The engine answers ${response.status}.`;
  } catch {
    return 'The engine does not answer.';
  }
}
