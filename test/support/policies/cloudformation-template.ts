/** A template as CloudFormation reads it. */
export interface CloudFormationTemplate {
  readonly Parameters?: Record<string, { Type: string; Default?: string }>;
  readonly Conditions?: Record<string, unknown>;
  readonly Resources: Record<string, TemplateResource>;
}

export interface TemplateResource {
  readonly Type: string;
  readonly Condition?: string;
  readonly Properties?: Record<string, any>;
}

/** Where a template is deployed to, and with what. */
export interface StackPlace {
  readonly account: string;
  readonly region: string;
  readonly parameters?: Record<string, string>;
}

/** What `Ref` gives the ARN of. */
const BY_ARN = /^AWS::ElasticLoadBalancingV2::(TargetGroup|Listener|ListenerRule)$/;

const NOTHING = Symbol('AWS::NoValue');

/**
 * Evaluates a template's functions as CloudFormation would, as far as policies need it.
 *
 * Names that AWS would choose are made from logical ids. An unknown function is an error, because a policy that was
 * not understood proves nothing.
 */
export class CloudFormationStack {
  public constructor(private readonly template: CloudFormationTemplate, public readonly place: StackPlace) {}

  /** The resources that exist, with plain values as properties. */
  public resources(): [string, TemplateResource][] {
    return Object.entries(this.template.Resources)
      .filter(([, resource]) => resource.Condition === undefined || this.isTrue(resource.Condition))
      .map(([id, resource]) => [id, { Type: resource.Type, Properties: this.resolve(resource.Properties ?? {}) as Record<string, any> }]);
  }

  /** The name that `Ref` gives. A key's id is its logical id, which is unique among the stacks of a test. */
  public nameOf(id: string): string {
    const { Type, Properties = {} } = this.template.Resources[id];
    const given = Properties.RoleName ?? Properties.BucketName ?? Properties.RepositoryName ?? Properties.Name;
    const name = given === undefined ? id : String(this.resolve(given));
    return Type === 'AWS::S3::Bucket' ? name.toLowerCase() : name;
  }

  public arnOf(id: string): string {
    const { account, region } = this.place;
    const name = this.nameOf(id);
    const arns: Record<string, string> = {
      'AWS::CloudFront::KeyValueStore': `arn:aws:cloudfront::${account}:key-value-store/${name}`,
      'AWS::CloudWatch::Alarm': `arn:aws:cloudwatch:${region}:${account}:alarm:${name}`,
      'AWS::IAM::Role': `arn:aws:iam::${account}:role/${name}`,
      'AWS::S3::Bucket': `arn:aws:s3:::${name}`,
      'AWS::KMS::Key': `arn:aws:kms:${region}:${account}:key/${name}`,
      'AWS::CodeBuild::Project': `arn:aws:codebuild:${region}:${account}:project/${name}`,
      'AWS::CodePipeline::Pipeline': `arn:aws:codepipeline:${region}:${account}:${name}`,
      'AWS::Events::Rule': `arn:aws:events:${region}:${account}:rule/${name}`,
      'AWS::Lambda::Function': `arn:aws:lambda:${region}:${account}:function:${name}`,
      'AWS::Logs::LogGroup': `arn:aws:logs:${region}:${account}:log-group:${name}:*`,
      'AWS::ElasticLoadBalancingV2::TargetGroup': `arn:aws:elasticloadbalancing:${region}:${account}:targetgroup/${name}/1`,
      'AWS::ElasticLoadBalancingV2::Listener': `arn:aws:elasticloadbalancing:${region}:${account}:listener/app/balancer/1/${name}`,
      'AWS::ElasticLoadBalancingV2::ListenerRule': `arn:aws:elasticloadbalancing:${region}:${account}:listener-rule/app/balancer/1/1/${name}`,
      'AWS::CloudFront::Distribution': `arn:aws:cloudfront::${account}:distribution/${name}`,
      'AWS::StepFunctions::StateMachine': `arn:aws:states:${region}:${account}:stateMachine:${name}`,
      'AWS::ECR::Repository': `arn:aws:ecr:${region}:${account}:repository/${name}`,
    };
    const { Type } = this.template.Resources[id];
    return arns[Type] ?? fail(`no ARN is known for ${Type} (${id})`);
  }

  private resolve(value: unknown): unknown {
    if (Array.isArray(value)) {
      return value.map((item) => this.resolve(item)).filter((item) => item !== NOTHING);
    }
    if (typeof value !== 'object' || value === null) {
      return value;
    }
    const [[name, argument], ...others] = Object.entries(value).length > 0 ? Object.entries(value) : [['', undefined]];
    if (others.length === 0 && (name === 'Ref' || name.startsWith('Fn::'))) {
      return this.call(name, argument);
    }
    const pairs = Object.entries(value).map(([key, child]) => [key, this.resolve(child)]);
    return Object.fromEntries(pairs.filter(([, child]) => child !== NOTHING));
  }

  private call(name: string, argument: any): unknown {
    switch (name) {
      case 'Ref': return this.reference(argument);
      case 'Fn::GetAtt': return argument[1] === 'Arn' ? this.arnOf(argument[0]) : `${argument[0]}.${argument[1]}`;
      case 'Fn::Join': return [this.resolve(argument[1])].flat(2).join(argument[0]);
      case 'Fn::Split': return String(this.resolve(argument[1])).split(argument[0]);
      case 'Fn::Select': return (this.resolve(argument[1]) as unknown[])[Number(argument[0])];
      case 'Fn::Sub': return (argument as string).replace(/\$\{([^}]+)\}/g, (_all, token: string) => this.substitute(token));
      case 'Fn::GetAZs': return ['a', 'b', 'c'].map((zone) => `${this.place.region}${zone}`);
      case 'Fn::If': return this.resolve(this.isTrue(argument[0]) ? argument[1] : argument[2]);
      default: return fail(`${name} is not understood`);
    }
  }

  private substitute(token: string): string {
    return token.endsWith('.Arn') ? this.arnOf(token.slice(0, -'.Arn'.length)) : String(this.reference(token));
  }

  private reference(name: string): unknown {
    const { account, region, parameters = {} } = this.place;
    const pseudo: Record<string, unknown> = {
      'AWS::Partition': 'aws', 'AWS::AccountId': account, 'AWS::Region': region, 'AWS::URLSuffix': 'amazonaws.com', 'AWS::NoValue': NOTHING,
    };
    if (name in pseudo) {
      return pseudo[name];
    }
    const parameter = this.template.Parameters?.[name];
    if (parameter) {
      const text = parameters[name] ?? parameter.Default ?? fail(`the parameter ${name} has no value`);
      return parameter.Type === 'CommaDelimitedList' ? text.split(',') : text;
    }
    const resource = this.template.Resources[name] ?? fail(`${name} is no resource and no parameter`);
    return BY_ARN.test(resource.Type) ? this.arnOf(name) : this.nameOf(name);
  }

  private isTrue(condition: string): boolean {
    return this.evaluate(this.template.Conditions?.[condition] ?? fail(`there is no condition ${condition}`));
  }

  private evaluate(condition: any): boolean {
    const [[name, argument]] = Object.entries<any>(condition);
    switch (name) {
      case 'Condition': return this.isTrue(argument);
      case 'Fn::Not': return !this.evaluate(argument[0]);
      case 'Fn::And': return argument.every((part: unknown) => this.evaluate(part));
      case 'Fn::Or': return argument.some((part: unknown) => this.evaluate(part));
      case 'Fn::Equals': return this.resolve(argument[0]) === this.resolve(argument[1]);
      default: return fail(`${name} is not understood in a condition`);
    }
  }
}

function fail(problem: string): never {
  throw new Error(`Template: ${problem}`);
}
