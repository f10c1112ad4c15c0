import { listenForKeys, setUpDays } from '@/components/status-pages/public/browser/days';
import { setUpRefresh } from '@/components/status-pages/public/browser/refresh';
import { setUpZone } from '@/components/status-pages/public/browser/zone';

document.documentElement.classList.add('js');
const writeZone = setUpZone();
setUpDays();
listenForKeys();
setUpRefresh(() => {
  setUpDays();
  writeZone();
});
