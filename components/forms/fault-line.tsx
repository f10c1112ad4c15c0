import type { Fault } from '@/components/forms/action-result';
import { FormError } from '@/components/ui/field';

/** Above the button: the whole form's fault; where fields show their own, it only points to them. */
export function FaultLine({ fault, shown }: { fault: Fault | null; shown?: readonly string[] }) {
  if (fault === null) return <FormError>{null}</FormError>;
  const elsewhere = fault.errors.filter(
    (error) => !shown?.some((pointer) => error.pointer.startsWith(pointer)),
  );
  const hasFields = fault.errors.length > elsewhere.length;
  return (
    <FormError>
      {hasFields
        ? 'Nothing was saved. Correct the marked fields.'
        : fault.errors.length === 0 && fault.detail}
      {elsewhere.map((error) => (
        <p key={error.pointer + error.code}>{`${error.pointer.slice(1)} ${error.detail}`}</p>
      ))}
    </FormError>
  );
}
