/** What a person is called where they gave no name. */
export function displayName(name: string | null, email: string): string {
  return name === null || name === '' ? email : name;
}
