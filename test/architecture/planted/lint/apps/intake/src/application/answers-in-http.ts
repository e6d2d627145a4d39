import { HttpException, Injectable } from '@nestjs/common';

export const nest = [HttpException, Injectable];
