import type { AccessWords } from '@/lib/status-pages/rules/access-words/words';

export const de: AccessWords = {
  title: 'Diese Seite ist nicht öffentlich',
  passwordBody: 'Geben Sie das Passwort ein, um den Status von {name} zu sehen.',
  password: 'Passwort',
  open: 'Seite öffnen',
  wrongPassword: 'Das ist nicht das Passwort. Prüfen Sie es und versuchen Sie es noch einmal.',
  tooMany: 'Zu viele Versuche. Warten Sie eine Viertelstunde und versuchen Sie es dann noch einmal.',
  emailBody:
    'Geben Sie Ihre E-Mail-Adresse ein. Wenn sie den Status von {name} lesen darf, erhält sie einen Link.',
  sendLink: 'Link zusenden',
  sentTitle: 'Sehen Sie in Ihr Postfach',
  sentBody:
    'Wenn {address} diese Seite lesen darf, ist ein Link unterwegs. Er gilt einmal und zehn Minuten lang.',
  badAddress: 'Das ist keine E-Mail-Adresse. Prüfen Sie sie und versuchen Sie es noch einmal.',
  ipBody:
    'Sie ist nur aus bestimmten Netzen lesbar. Verbinden Sie sich mit dem Netz Ihrer Organisation und laden Sie die Seite dann neu.',
  linkTitle: 'Den Status von {name} öffnen',
  linkBody: 'Die Seite bleibt dann in diesem Browser sieben Tage lang offen.',
  deadTitle: 'Dieser Link gilt nicht mehr',
  deadBody: 'Ein Link gilt einmal und zehn Minuten lang. Fordern Sie einen neuen an.',
  askAgain: 'Neuen Link anfordern',
  mailSubject: 'Ihr Link zum Status von {name}',
  mailBody:
    'Jemand möchte mit diesem Postfach den Status von {name} lesen. Der Link gilt einmal und zehn Minuten lang.',
  mailNote: 'Wenn Sie das nicht waren, müssen Sie nichts tun.',
};
