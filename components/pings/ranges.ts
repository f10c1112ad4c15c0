export const ranges = [
  { value: '1', label: '24 h', name: '24 hours' },
  { value: '7', label: '7 d', name: '7 days' },
  { value: '30', label: '30 d', name: '30 days' },
  { value: '90', label: '90 d', name: '90 days' },
] as const;
export type Range = (typeof ranges)[number]['value'];
