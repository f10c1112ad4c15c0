import type { NotifierSample } from '@/lib/notifiers/testing/sample';
import { entityWords } from '@/lib/notifiers/testing/words';

const key = 'AIzaSyDdI0hCZtE6vySjMm-WEfRq3CPzqKqqsHI';
const token = 'abcdefghij-klmnopqrst_uvwxyz0123456789ABC%3D';

export const googleChatSample: NotifierSample = {
  config: () => ({
    url: `https://chat.googleapis.com/v1/spaces/AAAAbbbbCCC/messages?key=${key}&token=${token}`,
  }),
  vendor: 'google_chat',
  secrets: [key, token],
  success: { status: 200, body: '{"name":"spaces/AAAAbbbbCCC/messages/1.1","thread":{"name":"spaces/A/threads/T"}}' },
  wordsOf: entityWords,
  live: ['<img', '<http', '<!channel', 'href=\\"http://evil'],
  retries: [
    { status: 429, body: '{"error":{"code":429,"status":"RESOURCE_EXHAUSTED","message":"Resource exhausted"}}' },
    { status: 200, body: '<html></html>' },
    { status: 403, body: '<!DOCTYPE html><html>Access denied</html>' },
    { status: 500 },
    { status: 503 },
  ],
  refusals: [
    { status: 400, body: '{"error":{"code":400,"message":"Invalid JSON payload received."}}', disables: false },
    { status: 400, body: '{"error":{"code":400,"message":"API key not valid. Please pass a valid API key."}}', disables: true },
    { status: 401, body: '{"error":{"code":401,"status":"UNAUTHENTICATED"}}', disables: true },
    { status: 403, body: '{"error":{"code":403,"status":"PERMISSION_DENIED"}}', disables: true },
    { status: 404, body: '{"error":{"code":404,"status":"NOT_FOUND"}}', disables: true },
  ],
};
