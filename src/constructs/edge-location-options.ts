import type { aws_cloudfront as cloudfront } from 'aws-cdk-lib';

/** From where CloudFront answers, and whom. */
export interface EdgeLocationOptions {
  /**
   * The locations that answer; fewer cost less and are farther away from some visitors.
   *
   * @default PriceClass.PRICE_CLASS_ALL
   */
  readonly priceClass?: cloudfront.PriceClass;

  /**
   * The only countries that are answered, as two capital letters each (ISO 3166-1), such as `DE`.
   *
   * @default - all countries
   */
  readonly countries?: string[];
}
