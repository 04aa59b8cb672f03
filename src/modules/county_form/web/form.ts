export interface CellRule { sheet: string; cell: string; source: string; measure?: string; member?: string; period?: string; text?: string }
export interface SheetCell { cell: string; row: number; column: number; text: string; formula: boolean }
export interface Sheet { name: string; cells: SheetCell[]; merged: { row: number; column: number; rows: number; columns: number }[] }
export interface CountyForm { id: string; name: string; version: number; cellCount: number; updatedAt: string; cells: CellRule[]; sheets: Sheet[] }
export interface FilledCell extends CellRule { value: number | string | null; approximate?: boolean; from?: string; to?: string; records?: string }

export const sources = ['measure', 'area', 'month', 'today', 'signer', 'text'] as const
export const periods = ['month', 'last_month', 'quarter', 'half', 'year_to_date'] as const

export function letters(column: number): string {
  let name = ''
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) name = String.fromCharCode(65 + ((rest - 1) % 26)) + name
  return name
}

export interface Shown { cell: string; text: string; formula: boolean; rows: number; columns: number }
/** The sheet as rows of cells; what a merged cell covers is left out. */
export function gridOf(sheet: Sheet): { number: number; cells: Shown[] }[] {
  const texts = new Map(sheet.cells.map((one) => [one.cell, one]))
  const lastRow = Math.max(5, ...sheet.cells.map((one) => one.row), ...sheet.merged.map((one) => one.row + one.rows - 1)) + 1
  const lastColumn = Math.max(4, ...sheet.cells.map((one) => one.column), ...sheet.merged.map((one) => one.column + one.columns - 1)) + 1
  const spans = new Map<string, { rows: number; columns: number }>()
  const covered = new Set<string>()
  for (const one of sheet.merged) {
    spans.set(letters(one.column) + one.row, one)
    for (let row = one.row; row < Math.min(one.row + one.rows, 401); row += 1)
      for (let column = one.column; column < Math.min(one.column + one.columns, 61); column += 1) if (row !== one.row || column !== one.column) covered.add(letters(column) + row)
  }
  return Array.from({ length: Math.min(lastRow, 400) }, (_, at) => {
    const row = at + 1
    const cells = Array.from({ length: Math.min(lastColumn, 60) }, (__, index) => letters(index + 1) + row).filter((cell) => !covered.has(cell))
      .map((cell) => ({ cell, text: texts.get(cell)?.text ?? '', formula: texts.get(cell)?.formula ?? false, rows: spans.get(cell)?.rows ?? 1, columns: spans.get(cell)?.columns ?? 1 }))
    return { number: row, cells }
  })
}
