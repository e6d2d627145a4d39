export { clock } from '../../../test/bench/clock.js';
