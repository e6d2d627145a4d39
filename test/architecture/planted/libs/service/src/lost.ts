export { nobody } from './nowhere.js';
