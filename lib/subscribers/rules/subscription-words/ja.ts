import type { SubscriptionWords } from '@/lib/subscribers/rules/subscription-words/words';

export const ja = {
  sentTitle: 'メールをご確認ください',
  sentBody: '{address} にリンクを送りました。開いて確認すると、{name} の更新が届くようになります。',
  sentNote: '数分待っても届かない場合は、迷惑メールフォルダーとアドレスをご確認ください。',
  faultTitle: '処理できませんでした',
  badAddress: 'メールアドレスが正しくありません。',
  foreignAddress:
    'このページの更新は特定のドメインのメールボックスにのみ送られます。そのアドレスをお使いください。',
  tooMany: 'リクエストが多すぎます。1 時間後にもう一度お試しください。',
  closed: 'このページはメールでの購読を受け付けていません。',
  deadTitle: 'このリンクは使えません',
  deadBody:
    'リンクが不完全か、7 日以上経過しているか、新しいリンクが送られています。ページでもう一度購読してください。',
  confirmTitle: '購読を確認してください',
  confirmBody: '{name} の更新を {address} に送ります。',
  confirmAction: '確認する',
  confirmedTitle: '購読しました',
  confirmedBody: '{name} の更新は {address} に届きます。',
  manageTitle: '購読の設定',
  manageBody: '{name} の更新は {address} に送られます。',
  savedBody: '変更を保存しました。',
  components: '対象のコンポーネント',
  componentsHint: '選ばない場合はすべてが対象です。',
  language: 'メールの言語',
  save: '保存',
  unsubscribe: '配信を停止する',
  goneTitle: '配信を停止しました',
  goneBody: '{address} に {name} の更新は届きません。再開するには、ページで購読してください。',
  pausedBody:
    'このアドレス宛てのメールが戻ってきたため、配信していません。ページでもう一度購読してください。',
  backToPage: 'ステータスページに戻る',
} satisfies SubscriptionWords;
