import { accept } from '../application/accept.js';
import { DataSource } from 'typeorm';

export const customers = [accept, DataSource];
