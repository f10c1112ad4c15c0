import { type Config, findMasks } from '@/lib/channels/rules/secrets';
import { type FieldError, ProductError } from '@/lib/core/errors';
import { checkTarget, type GuardPolicy } from '@/lib/net/guard';
import { mask } from '@/lib/notifiers/constants';
import type { Notifier } from '@/lib/notifiers/notifier';

/** @throws ProductError `invalid` for a target the guard refuses, or a secret that is only a mask. */
export function refuseConfigFaults(
  config: Config,
  { secretFields, urlFields }: Pick<Notifier, 'secretFields' | 'urlFields'>,
  policy: GuardPolicy,
): void {
  const faults: FieldError[] = findMasks(config, secretFields).map((pointer) => ({
    pointer: `/config${pointer}`,
    code: 'secret_missing',
    detail: 'give the secret again: it is not carried over to another origin',
  }));
  for (const field of urlFields) {
    const value = config[field];
    if (typeof value !== 'string' || value === mask) continue;
    const checked = checkTarget(value, policy);
    if (!checked.ok)
      faults.push({ pointer: `/config/${field}`, code: checked.reason, detail: checked.message });
  }
  const [first] = faults;
  if (first !== undefined) {
    throw new ProductError('invalid', `${first.pointer}: ${first.detail}`, { errors: faults });
  }
}
