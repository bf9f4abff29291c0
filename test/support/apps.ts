import { PipelineApp, TestStage } from './pipeline-app';

/** Makes apps and removes them after each test, together with everything that was rehearsed in them. */
export function appsOfThisFile(): (stages?: TestStage[], properties?: Record<string, unknown>) => PipelineApp {
  // Rehearsals start programs and load AWS's validator: that takes its time on a busy machine.
  jest.setTimeout(30_000);
  const apps: PipelineApp[] = [];
  const temporary = process.env.TMPDIR;
  afterEach(() => {
    apps.splice(0).forEach((app) => app.remove());
    if (temporary === undefined) {
      delete process.env.TMPDIR;
    } else {
      process.env.TMPDIR = temporary;
    }
  });
  return (stages, properties) => {
    const app = new PipelineApp(stages, properties);
    apps.push(app);
    // The work of a rehearsal lands where a test can see that nothing is left of it.
    process.env.TMPDIR = app.temporary;
    return app;
  };
}
