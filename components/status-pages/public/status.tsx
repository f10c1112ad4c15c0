import { Icon, phaseIcons, type ShownStatus } from '@/components/status-pages/public/icons';
import type { PageContext } from '@/components/status-pages/public/page-context';
import type { ComponentStatus, PageIncidentStatus } from '@/lib/status-pages/constants';

export function shownStatus(component: { status: ComponentStatus; isUnknown: boolean }): ShownStatus {
  return component.isUnknown ? 'unknown' : component.status;
}

/** Shape, colour and word. */
export function Status({ context, status }: { context: PageContext; status: ShownStatus }) {
  return (
    <span className={`status s-${status}`}>
      <Icon name={status} />
      <span>{context.words.statuses[status]}</span>
    </span>
  );
}

export function Phase({ context, phase }: { context: PageContext; phase: PageIncidentStatus }) {
  return (
    <span className={`phase p-${phase}`}>
      <Icon name={phaseIcons[phase]} />
      <span>{context.words.phases[phase]}</span>
    </span>
  );
}
