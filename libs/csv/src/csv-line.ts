const needsQuotes = /[",\r\n]|^\s|\s$|^$/;

/**
 * One record of a CSV file (RFC 4180), with LF at its end. Fields with a quote, a comma, a line end or white space around
 * them are quoted, and so is an only field that is empty: what is read back is what was given, and nothing else changes.
 */
export function csvLine(fields: readonly string[]): string {
  return `${fields.map((field) => (isPlain(field, fields.length) ? field : quoted(field))).join(',')}\n`;
}

function isPlain(field: string, width: number): boolean {
  return field === '' ? width > 1 : !needsQuotes.test(field);
}

function quoted(field: string): string {
  return `"${field.replaceAll('"', '""')}"`;
}
