/** The KeyValueStore of a distribution, as a function of CloudFront sees it: a key that does not exist is an error. */
export class FakeKeyValueStore {
  private readonly values = new Map<string, string>();

  /** @throws if the pair is longer than the 1 KB that a KeyValueStore takes */
  public set(key: string, value: string): void {
    if (Buffer.byteLength(key) > 512 || Buffer.byteLength(key) + Buffer.byteLength(value) > 1024) throw new Error(`The pair "${key}" is longer than 1 KB`);
    this.values.set(key, value);
  }

  public remove(key: string): void {
    this.values.delete(key);
  }

  public get(key: string): Promise<string> {
    const value = this.values.get(key);
    return value === undefined ? Promise.reject(new Error(`KeyNotFound: ${key}`)) : Promise.resolve(value);
  }
}
