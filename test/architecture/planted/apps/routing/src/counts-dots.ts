export { name } from '../../../libs/contracts/src/index.js';
