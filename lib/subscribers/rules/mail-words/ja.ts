import type { MailWords } from '@/lib/subscribers/rules/mail-words/words';

export const ja = {
  confirmSubject: '{name} の購読を確認してください',
  confirmTitle: '購読を確認してください',
  confirmBody:
    'ステータスページ「{name}」の更新を {address} に送るよう、どなたか（おそらくご本人）から依頼がありました。',
  confirmAction: '確認する',
  confirmNote:
    'リンクの有効期限は 7 日間です。お心当たりがない場合は何もしないでください。以後メールは届きません。',
  knownSubject: '{name} を購読しています',
  knownTitle: 'すでに購読しています',
  knownBody:
    'ステータスページ「{name}」の更新を {address} に送るよう、どなたか（おそらくご本人）から依頼がありました。すでに購読済みのため、変更はありません。',
  manage: '購読を管理する',
  unsubscribe: '配信を停止する',
  why: '{address} が {name} を購読しているため、このメールをお送りしています。',
  affected: '影響のあるコンポーネント',
  plannedFor: '予定日時',
  viewIncident: 'インシデントを見る',
  viewMaintenance: 'メンテナンスを見る',
} satisfies MailWords;
