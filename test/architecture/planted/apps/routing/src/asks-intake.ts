export { intake } from '../../intake/src/intake.module.js';
