import { Textarea } from '@/components/ui/controls';
import { Field, type FieldWords } from '@/components/ui/field';

type LinesFieldProps = FieldWords & {
  value: string;
  onChange: (text: string) => void;
  rows?: number;
  placeholder?: string;
};

/** Lines that a machine reads: in letters of one width, and nothing is taken for a word. */
export function LinesField({ value, onChange, rows, placeholder, ...field }: LinesFieldProps) {
  return (
    <Field {...field}>
      {(props) => (
        <Textarea
          {...props}
          rows={rows}
          spellCheck={false}
          className="font-mono text-sm"
          placeholder={placeholder}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
