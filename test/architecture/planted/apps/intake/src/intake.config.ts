export { customer } from './domain/customer.js';
