import { customer } from '../domain/customer.js';
import { name } from '#libs/contracts';

export const accept = [customer, name];
