import type { ServedPage } from '@/lib/gateway/internal/served-page';

/** Pages by id, by slug, and by the domains that they have proven. */
export class PageIndex {
  readonly #byId = new Map<string, ServedPage>();
  readonly #bySlug = new Map<string, ServedPage>();
  readonly #byHostname = new Map<string, ServedPage>();

  get(pageId: string): ServedPage | undefined {
    return this.#byId.get(pageId);
  }

  findBySlug(slug: string): ServedPage | undefined {
    return this.#bySlug.get(slug);
  }

  findByHostname(hostname: string): ServedPage | undefined {
    return this.#byHostname.get(hostname);
  }

  get hasHostnames(): boolean {
    return this.#byHostname.size > 0;
  }

  all(): Iterable<ServedPage> {
    return this.#byId.values();
  }

  set(page: ServedPage): void {
    this.delete(page.manifest.pageId);
    this.#byId.set(page.manifest.pageId, page);
    this.#bySlug.set(page.manifest.slug, page);
    for (const hostname of page.manifest.hostnames) this.#byHostname.set(hostname, page);
  }

  /** Names that another page has taken over meanwhile stay with that one. */
  delete(pageId: string): void {
    const page = this.#byId.get(pageId);
    if (page === undefined) return;
    this.#byId.delete(pageId);
    const { slug, hostnames } = page.manifest;
    if (this.#bySlug.get(slug) === page) this.#bySlug.delete(slug);
    for (const hostname of hostnames) {
      if (this.#byHostname.get(hostname) === page) this.#byHostname.delete(hostname);
    }
  }
}
