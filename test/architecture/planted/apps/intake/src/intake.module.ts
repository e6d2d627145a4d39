import { controller } from './http/customers.controller.js';
import { customers } from './persistence/customers.js';

export const intake = [controller, customers];
