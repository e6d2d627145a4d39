export const serviceStarts = true;
