export const name = 'local-stack';
