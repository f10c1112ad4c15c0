import type { MailWords } from '@/lib/subscribers/rules/mail-words/words';

export const zh = {
  confirmSubject: '请确认订阅 {name}',
  confirmTitle: '请确认您的订阅',
  confirmBody: '有人（很可能是您本人）请求将状态页“{name}”的更新发送到 {address}。',
  confirmAction: '确认',
  confirmNote: '链接七天内有效。如果不是您本人操作，请忽略此邮件，您不会再收到其他邮件。',
  knownSubject: '您已订阅 {name}',
  knownTitle: '您已经订阅',
  knownBody:
    '有人（很可能是您本人）请求将状态页“{name}”的更新发送到 {address}。该地址已在接收更新，没有任何改变。',
  manage: '管理订阅',
  unsubscribe: '退订',
  why: '您收到此邮件，是因为 {address} 订阅了 {name}。',
  affected: '受影响的组件',
  plannedFor: '计划时间',
  viewIncident: '查看事件',
  viewMaintenance: '查看维护',
} satisfies MailWords;
