/** Heights of a long level line with one short outage in it: what the product is about, in its own drawing. */
function heights(): { key: number; height: number; state: 'up' | 'degraded' | 'down' }[] {
  return Array.from({ length: 72 }, (_, key) => {
    if (key === 46 || key === 47) return { key, height: 120, state: 'down' };
    if (key === 45 || key === 48) return { key, height: 64, state: 'degraded' };
    return { key, height: 18 + ((key * 7) % 5), state: 'up' };
  });
}

const fills = { up: 'var(--up)', degraded: 'var(--degraded)', down: 'var(--down)' };

export function Stillness() {
  return (
    <div className="hidden items-center overflow-hidden border-l border-line bg-sunken lg:flex">
      <svg aria-hidden="true" viewBox="0 0 720 160" className="w-full" preserveAspectRatio="xMidYMid slice">
        {heights().map(({ key, height, state }) => (
          <rect
            key={key}
            x={key * 10 + 2}
            y={80 - height / 2}
            width="5"
            height={height}
            rx="1"
            style={{ fill: fills[state], opacity: state === 'up' ? 0.35 + (key / 72) * 0.65 : 1 }}
          />
        ))}
      </svg>
    </div>
  );
}
