export const name = 'persistence';
