import { serveAuth } from '@/lib/web/serve-auth';

export { serveAuth as GET, serveAuth as POST };
