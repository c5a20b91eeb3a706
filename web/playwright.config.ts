// SPDX-License-Identifier: Apache-2.0
// MINGCHA_PROGRAM=path npm run e2e   starts the program with its fictional data (ctest does)
// BASE_URL=http://host npm run e2e   against a demo that runs already
import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: "e2e",
  globalSetup: "./e2e/setup.ts",
  outputDir: "test-results",
  // The program may run under a sanitizer, several times slower than it is.
  timeout: 90_000,
  expect: { timeout: 20_000 },
  // On a busy machine a page may miss its moment once; it is then named as flaky, not as passed.
  retries: process.env.CI ? 1 : 0,
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  reporter: "list",
  use: {
    actionTimeout: 30_000,
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    },
  },
});
