export { serviceStarts } from '../../../libs/service/src/starts.js';
