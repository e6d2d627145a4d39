export { customer } from '../../apps/intake/src/domain/customer.js';
