export { controller } from './http/customers.controller.js';
