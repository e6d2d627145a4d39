export { name } from '#libs/local-stack';
