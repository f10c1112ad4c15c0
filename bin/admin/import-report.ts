import { isProductError } from '@/lib/core/errors';

export type Report = {
  created: string[];
  updated: string[];
  /** What was left out, and why: mostly secrets, which an export does not hold. */
  faults: { entry: string; detail: string }[];
  /** Of new webhook channels, told once. */
  signing_secrets: Record<string, string>;
};

/** One entry's fault keeps no other from being imported; a bug ends it all. */
export async function attempt(report: Report, entry: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isProductError(error)) throw error;
    report.faults.push({ entry, detail: error.message });
  }
}
