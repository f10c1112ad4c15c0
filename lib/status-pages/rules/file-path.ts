export const fileEndings = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/svg+xml': 'svg',
  'image/x-icon': 'ico',
} as const;
export type FileContentType = keyof typeof fileEndings;

/** Below the page: another file is another path, so that it can be kept for ever. */
export function filePath(file: { hash: string; contentType: string }): string {
  const ending = Object.entries(fileEndings).find(([type]) => type === file.contentType)?.[1] ?? 'bin';
  return `files/${file.hash}.${ending}`;
}
