/**
 * Settings that a site reads when it runs, so that one build serves every environment.
 *
 * They belong to a release: going back to an earlier one brings its settings back as well. Browsers never keep them. Everything in them is
 * public; secrets are refused.
 */
export class SiteSettings {
  /**
   * `config.json`, for a site that fetches its settings.
   *
   * @param values anything that JSON can hold; values known at deployment only, such as a parameter that another stage publishes, may stand in it
   */
  public static json(values: Record<string, any>): SiteSettings {
    return new SiteSettings('config.json', values);
  }

  /**
   * `config.js`, which sets `window.__CONFIG__`, for a site that loads its settings with `<script src="/config.js"></script>`.
   *
   * @param values anything that JSON can hold; values known at deployment only, such as a parameter that another stage publishes, may stand in it
   */
  public static script(values: Record<string, any>): SiteSettings {
    return new SiteSettings('config.js', values);
  }

  private constructor(
    /** The name of the file, at the root of the site. */
    public readonly fileName: string,
    /** @internal */
    public readonly _values: Record<string, any>,
  ) {}
}
