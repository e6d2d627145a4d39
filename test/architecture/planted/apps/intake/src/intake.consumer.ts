export { name } from '#libs/service';
