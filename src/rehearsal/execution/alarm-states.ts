import { AlarmDefinition, isAlarm } from '../model/alarm-definition';

/** Which alarms are in ALARM in a run: those that are ordered. All others are taken to be OK. */
export class AlarmStates {
  private readonly unseen: Set<string>;

  /** @param ordered names, or logical ids of alarms of the app */
  constructor(private readonly ordered: readonly string[]) {
    this.unseen = new Set(ordered);
  }

  /** @param alarm of the app, or the name that somebody asks for */
  public isInAlarm(alarm: AlarmDefinition | string): boolean {
    const orders = this.ordered.filter((name) => typeof alarm === 'string' ? alarm === name : isAlarm(alarm, name));
    orders.forEach((name) => this.unseen.delete(name));
    return orders.length > 0;
  }

  /** The orders that have had no effect, because nothing has looked at the alarm. */
  public get withoutEffect(): string[] {
    return [...this.unseen];
  }
}
