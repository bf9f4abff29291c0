/** A stage's name without its environment, so that one name fits the same stage everywhere. */
export function nameInEnvironment(id: string, environment: string): string {
  return id.replace(new RegExp(`^${environment}-`, 'i'), '');
}
