/** Above a form whose fields a viewer sees and cannot change. */
export function ReadOnlyNote() {
  return (
    <p className="mb-6 rounded-md border border-line bg-sunken px-3 py-2 text-sm text-ink-soft">
      You may look at this, not change it: that needs the role editor or above.
    </p>
  );
}
