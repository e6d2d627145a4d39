export { name } from '#libs/testing';
