export { accept } from './application/accept.js';
