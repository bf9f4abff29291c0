import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [react()],
  // `npm run dev` talks to a backend on this machine.
  server: { proxy: { '/api': 'http://localhost:8080' } },
  test: {
    environment: 'jsdom',
    setupFiles: 'src/setup-tests.ts',
    // The build of the pipeline shows this report.
    reporters: ['default', ['junit', { outputFile: 'reports/junit.xml' }]],
  },
});
