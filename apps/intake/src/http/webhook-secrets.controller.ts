import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { ApiProblems, CurrentCaller, RequireRole, type Caller } from '#libs/service';
import { WebhookSecrets } from '../application/webhook-secrets.js';
import { CreatedSecretAnswer, SecretAnswer, SecretBody, SecretList } from './adapter.dto.js';
import { secretAnswer } from './credential-answers.js';

@ApiTags('adapters')
@ApiProblems(400, 401, 403, 404, 409, 503)
@RequireRole('operator')
@Controller('v1/adapters/:adapterId/webhook-secrets')
export class WebhookSecretsController {
  constructor(private readonly secrets: WebhookSecrets) {}

  @Post()
  @ApiOperation({
    summary: 'A secret for the webhooks of an adapter; two may be valid at once',
    description:
      'The secret is in the answer, and shown never again. To replace one without a gap: make the new one with `overlapSeconds`, give it to the sender within that time.',
  })
  @ApiBody({ type: SecretBody, required: false })
  @ApiResponse({ status: 201, type: CreatedSecretAnswer })
  async create(
    @Param('adapterId') adapterId: string,
    @Body() { overlapSeconds }: SecretBody = {},
    @CurrentCaller() { id }: Caller,
  ): Promise<CreatedSecretAnswer> {
    const now = new Date();
    const { record, secret } = await this.secrets.create(adapterId, overlapSeconds, id, now);
    return { ...secretAnswer(record, now), secret };
  }

  @Get()
  @ApiOperation({ summary: 'Its secrets, newest first, without the secrets themselves' })
  @ApiResponse({ status: 200, type: SecretList })
  async list(@Param('adapterId') adapterId: string): Promise<SecretList> {
    const now = new Date();
    return { items: (await this.secrets.list(adapterId)).map((secret) => secretAnswer(secret, now)) };
  }

  @Post(':secretId/revoke')
  @HttpCode(200)
  @ApiOperation({ summary: 'Refuse what is signed with it from now on' })
  @ApiResponse({ status: 200, type: SecretAnswer })
  async revoke(
    @Param('adapterId') adapterId: string,
    @Param('secretId') secretId: string,
    @CurrentCaller() { id }: Caller,
  ): Promise<SecretAnswer> {
    return secretAnswer(await this.secrets.revoke(adapterId, secretId, id), new Date());
  }
}
