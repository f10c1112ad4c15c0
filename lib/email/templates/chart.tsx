import { Text } from '@react-email/components';
import { barShares, barsWords, statesIn, stripWords } from '@/lib/email/rules/chart-words';
import type { MailChart, MailState } from '@/lib/email/rules/mail-content';
import { stateColors, styles } from '@/lib/email/templates/style';

const barHeightPx = 44;

/** Nothing but cells with a colour: no picture to block, and Outlook draws them as well. */
export function Chart({ chart }: { chart: MailChart }) {
  const { bars } = chart;
  return (
    <>
      <Text className="soft" style={styles.heading}>
        The last 24 hours
      </Text>
      <Strip strip={chart.strip} />
      {bars === null || bars.values.length === 0 ? null : <Bars bars={bars} />}
      <Legend chart={chart} />
    </>
  );
}

function Strip({ strip }: { strip: MailChart['strip'] }) {
  return (
    <>
      <table role="img" aria-label={stripWords(strip)} className="tight" style={styles.cells}>
        <tbody>
          <tr>
            {strip.map((state, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a piece of time has no name but its place
              <StateCell key={index} state={state ?? 'unknown'} />
            ))}
          </tr>
        </tbody>
      </table>
      <table role="presentation" style={{ borderCollapse: 'collapse', width: '100%' }}>
        <tbody>
          <tr>
            <td className="soft" style={styles.caption}>
              24 h ago
            </td>
            <td className="soft" style={styles.captionEnd}>
              now
            </td>
          </tr>
        </tbody>
      </table>
      <Text className="soft" style={{ ...styles.caption, margin: '0 0 4px' }}>
        {stripWords(strip)}
      </Text>
    </>
  );
}

/** Outlook fills a cell by the attribute only. */
function filled(state: MailState): { className: string; bgcolor: string } {
  return { className: `state-${state}`, bgcolor: stateColors[state] };
}

function StateCell({ state }: { state: MailState }) {
  return (
    <td {...filled(state)} style={{ ...styles.cell, backgroundColor: stateColors[state], color: '#ffffff' }}>
      {state === 'down' ? '×' : '\u00a0'}
    </td>
  );
}

function Bars({ bars }: { bars: NonNullable<MailChart['bars']> }) {
  const shares = barShares(bars);
  const words = barsWords(bars);
  return (
    <>
      <Text className="soft" style={styles.heading}>
        {bars.label}: {words}
      </Text>
      <table role="img" aria-label={`${bars.label}: ${words}`} className="tight" style={styles.cells}>
        <tbody>
          <tr>
            {bars.values.map(({ state }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the checks are told apart by their order alone
              <td key={index} style={styles.barPlace} valign="bottom">
                <Bar state={state} share={shares[index] ?? null} />
              </td>
            ))}
          </tr>
          <tr>
            {bars.values.map(({ state }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the checks are told apart by their order alone
              <td key={index} className="tone-down" style={styles.mark}>
                {state === 'down' ? '×' : '\u00a0'}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </>
  );
}

/** What was not timed stands at half the height. */
function Bar({ state, share }: { state: MailState; share: number | null }) {
  const height = Math.max(3, Math.round((share ?? 0.5) * barHeightPx));
  return (
    <table role="presentation" style={styles.bar}>
      <tbody>
        <tr>
          <td
            {...filled(state)}
            height={height}
            style={{
              backgroundColor: stateColors[state],
              fontSize: '1px',
              height,
              lineHeight: '1px',
              padding: 0,
            }}
          >
            {'\u00a0'}
          </td>
        </tr>
      </tbody>
    </table>
  );
}

function Legend({ chart }: { chart: MailChart }) {
  return (
    <Text className="soft" style={styles.caption}>
      {statesIn(chart).map(({ state, word }) => (
        <span key={state}>
          <span
            className={`state-${state}`}
            style={{
              backgroundColor: stateColors[state],
              color: '#ffffff',
              fontSize: '10px',
              fontWeight: 600,
            }}
          >
            {state === 'down' ? '\u00a0×\u00a0' : '\u00a0\u00a0\u00a0\u00a0'}
          </span>
          {` ${word}\u00a0\u00a0 `}
        </span>
      ))}
    </Text>
  );
}
