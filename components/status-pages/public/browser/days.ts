/** Days are walked through by arrow keys; only one of each component is a stop of the tab key. Again after each refresh, for those that are new. */
export function setUpDays(): void {
  for (const table of document.querySelectorAll('.bars table:not([role])')) {
    table.setAttribute('role', 'grid');
    const cells = [...table.querySelectorAll('td')];
    for (const cell of cells) cell.tabIndex = -1;
    const last = cells.at(-1);
    if (last !== undefined) last.tabIndex = 0;
  }
}

/** Once for the document: cells come and go with each refresh. */
export function listenForKeys(): void {
  document.addEventListener('keydown', (event) => {
    const cell = (event.target as Element).closest<HTMLTableCellElement>('.bars td');
    if (cell === null || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') return cell.blur();
    const next = neighbour(cell, event.key);
    if (next === undefined) return;
    event.preventDefault();
    for (const other of [...cellsOf(cell.parentElement), ...cellsOf(next.parentElement)]) other.tabIndex = -1;
    next.tabIndex = 0;
    if (next.parentElement !== cell.parentElement) cell.tabIndex = 0;
    next.focus();
  });
}

function neighbour(cell: HTMLTableCellElement, key: string): HTMLTableCellElement | undefined {
  const row = cellsOf(cell.parentElement).filter(isSeen);
  const isRtl = document.documentElement.dir === 'rtl';
  const at = row.indexOf(cell);
  switch (key) {
    case isRtl ? 'ArrowRight' : 'ArrowLeft':
      return row[at - 1];
    case isRtl ? 'ArrowLeft' : 'ArrowRight':
      return row[at + 1];
    case 'Home':
      return row[0];
    case 'End':
      return row.at(-1);
    case 'ArrowUp':
      return inOtherRow(cell, -1);
    case 'ArrowDown':
      return inOtherRow(cell, 1);
    default:
      return undefined;
  }
}

/** The same day of the component above or below, of a closed group none. */
function inOtherRow(cell: HTMLTableCellElement, step: number): HTMLTableCellElement | undefined {
  const rows = [...document.querySelectorAll<HTMLElement>('.bars tr')].filter((row) =>
    cellsOf(row).some(isSeen),
  );
  const row = rows[rows.indexOf(cell.parentElement as HTMLElement) + step];
  return row?.children[cell.cellIndex] as HTMLTableCellElement | undefined;
}

function cellsOf(row: HTMLElement | null): HTMLTableCellElement[] {
  return row === null ? [] : [...row.querySelectorAll('td')];
}

/** On narrow screens the oldest days are not. */
function isSeen(cell: HTMLElement): boolean {
  return cell.offsetParent !== null;
}
