export { shared } from './other.spec.js';
