import type { AccessWords } from '@/lib/status-pages/rules/access-words/words';

export const ja: AccessWords = {
  title: 'このページは公開されていません',
  passwordBody: '{name} のステータスを見るには、パスワードを入力してください。',
  password: 'パスワード',
  open: 'ページを開く',
  wrongPassword: 'パスワードが違います。確認して、もう一度お試しください。',
  tooMany: '試行回数が多すぎます。15 分待ってから、もう一度お試しください。',
  emailBody:
    'メールアドレスを入力してください。{name} のステータスを閲覧できるアドレスであれば、リンクをお送りします。',
  sendLink: 'リンクを受け取る',
  sentTitle: 'メールをご確認ください',
  sentBody: '{address} がこのページを閲覧できる場合、リンクが届きます。リンクは 10 分間、1 回だけ使えます。',
  badAddress: 'メールアドレスではありません。確認して、もう一度お試しください。',
  ipBody:
    '特定のネットワークからのみ閲覧できます。所属組織のネットワークに接続してから、ページを再読み込みしてください。',
  linkTitle: '{name} のステータスを開く',
  linkBody: 'このブラウザーでは 7 日間、ページを開いたままにできます。',
  deadTitle: 'このリンクはもう使えません',
  deadBody: 'リンクは 10 分間、1 回だけ使えます。新しいリンクを請求してください。',
  askAgain: '新しいリンクを請求する',
  mailSubject: '{name} のステータスへのリンク',
  mailBody:
    'このメールアドレスで {name} のステータスの閲覧が申請されました。リンクは 10 分間、1 回だけ使えます。',
  mailNote: 'お心当たりがない場合は、何もする必要はありません。',
};
