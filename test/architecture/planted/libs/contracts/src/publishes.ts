export { name } from '#libs/messaging';
