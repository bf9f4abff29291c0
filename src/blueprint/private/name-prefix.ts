/** What names begin with unless the blueprint says otherwise. */
export function defaultNamePrefix(environment: string, application: string): string {
  return `${environment}-${application}-`;
}
