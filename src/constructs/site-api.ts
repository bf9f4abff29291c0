import { aws_ssm as ssm, Fn } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { checkDomainName } from './private/domain/domain-rules';
import { checkApiParameter, checkPathPattern } from './private/site/api-rules';
import type { Problems } from '../blueprint/private/problems';

/** Which requests to a site are an API's. */
export interface SiteApiOptions {
  /**
   * The paths that the API answers, with `*` for any text: up to 255 characters, a `/` and a name first.
   *
   * @default '/api/*'
   * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html
   */
  readonly pathPattern?: string;
}

/**
 * An API that a site passes requests on to, so that a browser sees one origin for both and needs no CORS.
 *
 * The path is passed on unchanged: `/api/orders` arrives as `/api/orders`. So are all methods, headers but `Host`, cookies, query strings,
 * and every answer, errors included; nothing is cached. The API is reached by HTTPS only, and answers get the site's security headers.
 */
export class SiteApi {
  /**
   * An API with a domain name.
   *
   * @param domainName such as `api.example.com`, with a certificate that is valid for it
   */
  public static domain(domainName: string, options: SiteApiOptions = {}): SiteApi {
    return new SiteApi({ domainName }, options);
  }

  /**
   * An API whose address a parameter tells, such as `urlParameter` of an `EcsServiceStage`. It is read in the account and region of the site
   * each time that its stack is deployed: add the site `after` the stage that writes it. The address is one such as
   * `https://d111111abcdef8.cloudfront.net`; what follows its domain name does not count.
   *
   * @param parameterName such as `/orders/beta/api/url`
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html
   */
  public static parameter(parameterName: string, options: SiteApiOptions = {}): SiteApi {
    return new SiteApi({ parameterName }, options);
  }

  /** @internal */
  public readonly _pathPattern: string;

  private constructor(
    private readonly address: { readonly domainName: string } | { readonly parameterName: string }, { pathPattern }: SiteApiOptions,
  ) {
    this._pathPattern = pathPattern ?? '/api/*';
  }

  /** @internal */
  public _check(problems: Problems): void {
    if ('domainName' in this.address) {
      checkDomainName(problems, 'api.domainName', this.address.domainName);
    } else {
      checkApiParameter(problems, this.address);
    }
    checkPathPattern(problems, this._pathPattern);
  }

  /** @internal */
  public _domainNameIn(scope: Construct): string {
    return 'domainName' in this.address
      ? this.address.domainName
      : Fn.select(2, Fn.split('/', ssm.StringParameter.valueForStringParameter(scope, this.address.parameterName)));
  }
}
