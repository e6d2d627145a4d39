export const names = (rows: any[]) => rows.length;
