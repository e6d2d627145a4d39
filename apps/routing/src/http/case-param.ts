export const caseParam = {
  name: 'idOrReference',
  example: 'TR-8K3M-2Q7F',
  description: 'the id, or the reference in any spelling',
};
