export { customers } from './persistence/customers.js';
