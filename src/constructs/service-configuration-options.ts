/** What a container reads from its environment, by the name of the variable. No name may be given twice. */
export interface ServiceConfigurationOptions {
  /**
   * Plain settings as environment variables. Anybody who may read the task definition reads them, so values that look
   * like secrets are refused.
   *
   * @default - no settings
   */
  readonly environment?: { [name: string]: string };

  /**
   * Names of parameters (`String` or `SecureString`) of Parameter Store in the service's account and region, such as
   * `/orders/beta/web/url`. They are read when a task starts, so a changed value needs a new deployment. The parameters must be there before the
   * service is: give a stage that publishes them as `after`.
   *
   * @default - no parameters
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-ssm-paramstore.html
   */
  readonly parameters?: { [name: string]: string };

  /**
   * Names or ARNs of secrets of Secrets Manager, or one of them, ":" and a key of the secret's JSON, such as `orders/db:password`. They are read
   * when a task starts. A secret of another account needs its whole ARN.
   *
   * @default - no secrets
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html
   */
  readonly secrets?: { [name: string]: string };

  /**
   * The ARN of the customer's key that encrypts `parameters` or `secrets`. Its policy must leave the decision to the account's roles.
   *
   * @default - they are encrypted with AWS's own keys, which need no right
   */
  readonly configurationKeyArn?: string;
}
