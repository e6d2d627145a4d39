// eslint-disable-next-line no-console
export const said = console;
// eslint-disable-next-line
console.log(said);
