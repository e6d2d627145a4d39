export { name } from '#libs/persistence';
