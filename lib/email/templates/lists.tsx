import { Link } from '@react-email/components';
import type { MailContent, MailTable } from '@/lib/email/rules/mail-content';
import { styles, toneColors } from '@/lib/email/templates/style';

/** Two in a row, so that a phone has room for them. */
export function Numbers({ numbers }: { numbers: NonNullable<MailContent['numbers']> }) {
  if (numbers.length === 0) return null;
  const rows = Array.from({ length: Math.ceil(numbers.length / 2) }, (_, row) =>
    numbers.slice(row * 2, row * 2 + 2),
  );
  return (
    <table style={{ ...styles.table, tableLayout: 'fixed' }}>
      <tbody>
        {rows.map((row) => (
          <tr key={row.map(({ label }) => label).join()}>
            {row.map(({ label, value }) => (
              <td key={label} style={styles.number}>
                <div className="soft" style={styles.numberLabel}>
                  {label}
                </div>
                <div className="ink" style={styles.numberValue}>
                  {value}
                </div>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What a storm brought: the dot says how bad, the text says so too. */
export function Items({ items }: { items: NonNullable<MailContent['items']> }) {
  if (items.length === 0) return null;
  return (
    <table style={styles.table}>
      <tbody>
        {items.map(({ text, tone, url }) => (
          <tr key={`${url} ${text}`}>
            <td
              className={`tone-${tone} line`}
              style={{ ...styles.itemTone, ...topLine, color: toneColors[tone] }}
            >
              ●
            </td>
            <td className="line" style={{ ...styles.itemText, ...topLine }}>
              <Link className="ink" href={url} style={styles.plainLink}>
                {text}
              </Link>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const topLine = { borderTop: '1px solid #e3e6eb' } as const;

/** Beyond the third column there is no room on a phone. */
export function DataTable({ table }: { table: MailTable }) {
  const { columns, rows } = table;
  return (
    <table style={styles.table}>
      <thead>
        <tr>
          {columns.map((column, index) => (
            <th
              key={column}
              scope="col"
              className={columnClass(index)}
              style={index === 0 ? { ...styles.column, padding: '6px 0', textAlign: 'left' } : styles.column}
            >
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ cells, tone, url }) => (
          <tr key={`${url} ${cells[0]}`}>
            {cells.map((cell, index) =>
              index === 0 ? (
                <td key={columns[index]} className="line" style={styles.tableName}>
                  <span className={`tone-${tone}`} style={{ color: toneColors[tone], fontSize: '11px' }}>
                    {'●\u00a0'}
                  </span>
                  <Link className="ink" href={url} style={styles.plainLink}>
                    {cell}
                  </Link>
                </td>
              ) : (
                <td key={columns[index]} className={`ink ${columnClass(index)}`} style={styles.tableCell}>
                  {cell}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function columnClass(index: number): string {
  return index > 3 ? 'soft line narrow' : 'soft line';
}
