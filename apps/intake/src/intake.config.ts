import { IsIn, IsOptional, Matches, Max, Min, MinLength } from 'class-validator';
import { ServiceSettings, Setting, SettingsOf } from '#libs/service';

const everyEntry = { each: true } as const;

@SettingsOf({ service: 'intake', port: 3101 })
export class IntakeSettings extends ServiceSettings {
  @Setting('INTAKE_SECRETS_KEY', {
    as: 'list',
    optional: true,
    secret: true,
    help: 'seals the secrets of webhooks: 32 characters or more; a new one goes before the old one, with a comma',
  })
  @IsOptional()
  @MinLength(32, { each: true, message: 'each value must have at least 32 characters' })
  readonly secretsKeys?: readonly string[];

  @Setting('UNREGISTERED_SOURCES', {
    default: 'allow',
    help: 'on Kafka, a `ce_source` of no registered adapter: allow or refuse',
  })
  @IsIn(['allow', 'refuse'])
  readonly unregisteredSources!: string;

  @Setting('DEFAULT_COUNTRY', { optional: true, help: 'ISO 3166: where phone numbers without a country are from' })
  @IsOptional()
  @Matches(/^[A-Z]{2}$/, { message: 'must be two capital letters, such as RO' })
  readonly defaultCountry?: string;

  @Setting('ACCOUNT_COUNTRIES', {
    as: 'list',
    default: [],
    help: 'account=country pairs for accounts elsewhere, such as help@shop.hu=HU; a phone number says it itself',
  })
  @Matches(/^.+=[A-Z]{2}$/, { ...everyEntry, message: 'each value must look like account=RO' })
  readonly accountCountries!: readonly string[];

  @Setting('ACCOUNT_PLATFORMS', {
    as: 'list',
    default: [],
    help: 'account=platform pairs (x, instagram, telegram, …): whose names are the same person on every account there',
  })
  @Matches(/^.+=[a-z0-9-]+$/, { ...everyEntry, message: 'each value must look like account=telegram' })
  readonly accountPlatforms!: readonly string[];

  @Setting('INTAKE_TEMPLATES', {
    optional: true,
    help: 'folder of templates that replace or add to those that ship; read again when they change',
  })
  @IsOptional()
  readonly templates?: string;

  @Setting('INTAKE_ARTICLES', {
    optional: true,
    help: 'folder of Markdown articles that may answer a question; without it nothing is suggested',
  })
  @IsOptional()
  readonly articles?: string;

  @Setting('ANSWER_THRESHOLD', {
    default: 0.6,
    as: 'number',
    help: 'how much of a question that an article answers must have been asked, 0 to 1, for it to be suggested',
  })
  @Min(0)
  @Max(1)
  readonly answerThreshold!: number;

  @Setting('ANSWER_LINK_BASE', {
    optional: true,
    help: 'address of this service as customers reach it, the start of links to suggested answers; none without it',
  })
  @IsOptional()
  @Matches(/^https?:\/\/\S+[^/]$/, { message: 'must be an http or https address without a slash at the end' })
  readonly answerLinkBase?: string;

  @Setting('ANSWER_TOKEN_SECRET', {
    optional: true,
    secret: true,
    help: 'what the tokens of those links are made with; a new one makes the links that were sent invalid',
  })
  @IsOptional()
  @MinLength(32)
  readonly answerTokenSecret?: string;

  @Setting('CONTENT_RELOAD', {
    as: 'duration',
    default: 5_000,
    help: 'how often templates, articles, rules and models are looked at for changes',
  })
  @Min(100)
  readonly contentReloadMs!: number;

  @Setting('ACCOUNT_LANGUAGES', {
    as: 'list',
    default: [],
    help: 'account=language pairs: the language of a greeting where nothing better is known',
  })
  @Matches(/^.+=[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/, { ...everyEntry, message: 'each value must look like account=ro' })
  readonly accountLanguages!: readonly string[];

  @Setting('ACKNOWLEDGEMENTS_PER_HOUR', {
    default: 5,
    help: 'acknowledgements to one address within an hour; more look like two machines that answer each other',
  })
  @Min(1)
  @Max(1_000)
  readonly acknowledgementsPerHour!: number;

  @Setting('INTAKE_RULES', { optional: true, help: "YAML file of the operator's rules, read again when it changes" })
  @IsOptional()
  readonly rulesFile?: string;

  @Setting('INTAKE_MODELS', {
    as: 'list',
    default: [],
    help: 'target=file pairs of models of `npm run train`, such as topics=/models/topics.json; read again when they change',
  })
  @Matches(/^(kind|need|urgency|sentiment|topics|components)=.+$/, {
    ...everyEntry,
    message: 'each value must look like topics=file, with kind, need, urgency, sentiment, topics or components',
  })
  readonly modelFiles!: readonly string[];
}

/** `account=value` pairs; an account may hold an equals sign. */
export function pairs(entries: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    entries.map((entry) => {
      const at = entry.lastIndexOf('=');
      return [entry.slice(0, at), entry.slice(at + 1)] as const;
    }),
  );
}
