import { expect, type Page, test } from '@playwright/test';

/** The API as the pages themselves may call it: by the session of the page, which needs our own Origin. */
export class SessionApi {
  constructor(private readonly page: Page) {}

  async send<T>(method: string, path: string, data?: unknown): Promise<T> {
    const origin = test.info().project.use.baseURL ?? '';
    const response = await this.page.request.fetch(`/api/v1${path}`, {
      method,
      headers: { origin },
      ...(data === undefined ? {} : { data }),
    });
    const text = await response.text();
    expect([200, 201], `${method} ${path}: ${response.status()} ${text}`).toContain(response.status());
    return (JSON.parse(text) as { data: T }).data;
  }
}
