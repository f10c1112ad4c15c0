import type { SettingsFieldsProps } from '@/components/status-pages/editor/settings-draft';
import { CheckField } from '@/components/ui/check-field';

type SwitchName =
  | 'isIndexed'
  | 'showsUptime'
  | 'takesSubscribers'
  | 'draftsIncidents'
  | 'publishes'
  | 'maintenanceIndicator';
type SettingsSwitchProps = SettingsFieldsProps & { name: SwitchName; label: string; hint?: string };

/** One setting that is on or off. */
export function SettingsSwitch({ draft, change, name, label, hint }: SettingsSwitchProps) {
  return (
    <CheckField
      kind="switch"
      label={label}
      hint={hint}
      checked={draft[name]}
      onChange={(event) => change({ [name]: event.target.checked })}
    />
  );
}
