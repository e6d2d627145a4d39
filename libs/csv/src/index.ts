export { csvLine } from './csv-line.js';
export { CsvTable, isFault, NoHeader, type CsvTableOptions, type RowFault, type TableRow } from './csv-table.js';
export { RejectsFile } from './rejects-file.js';
