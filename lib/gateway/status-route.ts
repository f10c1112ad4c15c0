import type { LinkSigner } from '@/lib/core/link-tokens';
import type { ServedPage } from '@/lib/gateway/internal/served-page';
import type { Exchange, GatewayRoute } from '@/lib/gateway/route';
import { DocumentLostError, type SnapshotStore } from '@/lib/gateway/snapshot-store';
import { type Answer, answerDocument, answerRequest } from '@/lib/snapshots/answer-document';
import { answerPage, small } from '@/lib/snapshots/answer-page';
import type { StoredDocument } from '@/lib/snapshots/documents';
import {
  isAnsweredByWeb,
  readDocumentPath,
  readHostname,
  readPageAddress,
} from '@/lib/snapshots/rules/document-path';

type Options = {
  store: SnapshotStore;
  signer: LinkSigner;
  /** Files that all pages share, by their names. */
  findAsset: (name: string) => StoredDocument | null;
};

type Target =
  | { kind: 'page'; page: ServedPage; isAtRoot: boolean; rest: string }
  | { kind: 'asset'; asset: StoredDocument };

/**
 * Status pages, from memory. A domain of a page has that page at its root and nothing else: no dashboard, no API, no pings. Pages that
 * are not known here are asked of web, and so are forms.
 */
export function createStatusRoute(options: Options): GatewayRoute {
  const targets = new WeakMap<Exchange, Target>();
  return {
    name: 'status',
    matches: (_path, _method, exchange) => {
      const target = findTarget(exchange, options);
      if (target !== null) targets.set(exchange, target);
      return target !== null;
    },
    handle: (exchange) => {
      const target = targets.get(exchange);
      if (target === undefined) return;
      const answer = answerTarget(exchange, target, options);
      if (answer instanceof Promise) return answer.catch(excuse).then((later) => send(exchange, later));
      send(exchange, answer);
    },
  };
}

function findTarget(exchange: Exchange, { store, findAsset }: Options): Target | null {
  const { path } = exchange;
  const isBelowStatus = path.startsWith('/status/');
  if (!isBelowStatus && !store.pages.hasHostnames) return null;
  const own = store.pages.hasHostnames
    ? store.pages.findByHostname(readHostname(exchange.origin.host))
    : undefined;
  const asset = isBelowStatus || own !== undefined ? assetOf(path, own !== undefined, findAsset) : null;
  if (asset !== null) return { kind: 'asset', asset };
  if (own !== undefined) return toPage(own, true, path.slice(1));
  const address = isBelowStatus ? readPageAddress(path) : null;
  const page = address === null ? undefined : store.pages.findBySlug(address.slug);
  return page === undefined || address === null ? null : toPage(page, false, address.rest);
}

function toPage(page: ServedPage, isAtRoot: boolean, rest: string): Target | null {
  const path = readDocumentPath(rest);
  return path !== null && isAnsweredByWeb(path) ? null : { kind: 'page', page, isAtRoot, rest };
}

function assetOf(path: string, isOwnDomain: boolean, findAsset: Options['findAsset']): StoredDocument | null {
  const [, name] = /^(?:\/status)?\/assets\/([\w.-]+)$/.exec(path) ?? [];
  if (name === undefined || (!path.startsWith('/status/') && !isOwnDomain)) return null;
  return findAsset(name);
}

function answerTarget(exchange: Exchange, target: Target, options: Options): Answer | Promise<Answer> {
  const { request, path } = exchange;
  const method = request.method ?? '';
  const { store, signer } = options;
  if (target.kind === 'asset') {
    const state = { isPublic: true, isIndexed: true, staleSinceMs: null, nowMs: 0 };
    const isRead = method === 'GET' || method === 'HEAD';
    return isRead
      ? answerDocument(target.asset, answerRequest(method, request.headers), state)
      : small(405, notReadable);
  }
  const { page, isAtRoot, rest } = target;
  const url = request.url ?? '';
  return answerPage(
    {
      method,
      rest,
      query: url.length > path.length ? url.slice(path.length + 1) : '',
      headers: request.headers,
      clientAddress: () => exchange.origin.clientAddress,
    },
    {
      manifest: page.manifest,
      isAtRoot,
      staleSinceMs: store.staleSinceMs(page),
      nowMs: store.nowMs(),
      find: (paths) => {
        const found = paths.find((wanted) => page.documents.has(wanted));
        return found === undefined ? null : store.document(page, found);
      },
    },
    signer,
  );
}

/** The rest of the page goes on; anything else than a document that is lost for now is a bug. */
function excuse(error: unknown): Answer {
  if (!(error instanceof DocumentLostError)) throw error;
  const text = 'This part of the page cannot be read just now. It asks again by itself.';
  return small(503, { title: 'One moment', text, refreshSeconds: 10 });
}

const notReadable = { title: 'Not possible', text: 'This address can only be read.' };

function send({ response }: Exchange, { status, headers, body }: Answer): void {
  if (response.destroyed || !response.writable) return;
  response.writeHead(status, headers as string[]);
  if (body === null) response.end();
  else response.end(body);
}
