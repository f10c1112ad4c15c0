import type { ComponentStatus, PageIncidentStatus } from '@/lib/status-pages/constants';

export type ShownStatus = ComponentStatus | 'unknown';

/**
 * Every icon once; the page refers to them. Shapes differ, not only colours: a disc with a check, a triangle, a half disc,
 * an octagon with a cross, a disc with a wrench, a broken ring.
 */
export function IconSheet() {
  return (
    <svg width="0" height="0" className="sheet" aria-hidden="true" focusable="false">
      <symbol id="i-operational" viewBox="0 0 20 20">
        <circle cx="10" cy="10" r="9" fill="currentColor" />
        <path d={shapes.check} className="cut" />
      </symbol>
      <symbol id="i-under_maintenance" viewBox="0 0 20 20">
        <circle cx="10" cy="10" r="9" fill="currentColor" />
        <g transform="translate(4.9 4.9) scale(.425)">
          <path d={wrench} className="cut-fill" />
        </g>
      </symbol>
      <symbol id="i-degraded_performance" viewBox="0 0 20 20">
        <path d={shapes.triangle} fill="currentColor" />
        <path d={shapes.bang} className="cut" />
      </symbol>
      <symbol id="i-partial_outage" viewBox="0 0 20 20">
        <circle cx="10" cy="10" r="8" fill="none" stroke="currentColor" strokeWidth="2" />
        <path d={shapes.half} fill="currentColor" />
      </symbol>
      <symbol id="i-major_outage" viewBox="0 0 20 20">
        <path d={shapes.octagon} fill="currentColor" />
        <path d={shapes.cross} className="cut" />
      </symbol>
      <symbol id="i-unknown" viewBox="0 0 20 20">
        <circle
          cx="10"
          cy="10"
          r="8"
          fill="none"
          stroke="currentColor"
          strokeWidth="2"
          strokeDasharray="4.2 2.1"
        />
      </symbol>
      {Object.entries(strokes).map(([name, d]) => (
        <symbol key={name} id={`i-${name}`} viewBox="0 0 24 24">
          <path d={d} className="line" />
        </symbol>
      ))}
      <symbol id="i-mark" viewBox="0 0 20 20">
        <path d="M2.5 11.6 10 4.1l7.5 7.5M2.5 16.4h15" className="mark" />
      </symbol>
    </svg>
  );
}

/** In a square of 20: the picture of a page is drawn of them too. */
export const shapes = {
  check: 'm6.2 10.3 2.6 2.6 5-5.4',
  triangle: 'M8.5 2.1a1.7 1.7 0 0 1 3 0l7.2 13.1a1.7 1.7 0 0 1-1.5 2.5H2.8a1.7 1.7 0 0 1-1.5-2.5z',
  bang: 'M10 7v4.1M10 14.2v.2',
  half: 'M10 2a8 8 0 0 1 0 16z',
  octagon: 'M6.5 1.2h7l5.3 5.3v7l-5.3 5.3h-7l-5.3-5.3v-7z',
  cross: 'm7.2 7.2 5.6 5.6m0-5.6-5.6 5.6',
};

const wrench =
  'M14.7 6.3a1 1 0 0 0 0 1.4l1.6 1.6a1 1 0 0 0 1.4 0l3.8-3.8a6 6 0 0 1-8 8l-6.9 6.9a2.1 2.1 0 0 1-3-3l6.9-6.9a6 6 0 0 1 8-8z';

const strokes = {
  search: 'M10.5 18a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15zM16 16l5 5',
  target: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z',
  pulse: 'M2.5 12h4L9.5 4l5 16 3-8h4',
  check: 'm4.5 12.5 5 5 10-11',
  document: 'M6 3h8l5 5v13H6zM14 3v5h5M9.5 13h6M9.5 17h6',
  calendar: 'M4 5.5h16v15H4zM4 10h16M8.5 3v4.5M15.5 3v4.5',
  wrench,
  chevron: 'm8 10 4 4 4-4',
  arrow: 'M5 12h14M13.5 6.5 19 12l-5.5 5.5',
  bell: 'M6 16V10.5a6 6 0 0 1 12 0V16l1.5 2h-15zM10 21h4',
  globe:
    'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM3.2 12h17.6M12 3c2.4 2.5 3.6 5.5 3.6 9s-1.2 6.5-3.6 9c-2.4-2.5-3.6-5.5-3.6-9S9.6 5.5 12 3',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.2 2',
  close: 'm6 6 12 12M18 6 6 18',
};

export type IconName = ShownStatus | keyof typeof strokes | 'mark';

export function Icon({ name, className }: { name: IconName; className?: string }) {
  return (
    <svg className={className === undefined ? 'i' : `i ${className}`} aria-hidden="true" focusable="false">
      <use href={`#i-${name}`} />
    </svg>
  );
}

export const phaseIcons: Record<PageIncidentStatus, IconName> = {
  investigating: 'search',
  identified: 'target',
  monitoring: 'pulse',
  resolved: 'check',
  postmortem: 'document',
  scheduled: 'calendar',
  in_progress: 'wrench',
  verifying: 'pulse',
  completed: 'check',
};
