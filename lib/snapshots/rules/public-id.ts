export { publicId } from '@/lib/status-pages/rules/public-id';
