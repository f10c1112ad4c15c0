import type { AccessWords } from '@/lib/status-pages/rules/access-words/words';

export const zh: AccessWords = {
  title: '此页面不公开',
  passwordBody: '输入密码以查看 {name} 的状态。',
  password: '密码',
  open: '打开页面',
  wrongPassword: '密码不正确。请检查后重试。',
  tooMany: '尝试次数过多。请等待一刻钟后重试。',
  emailBody: '输入您的邮箱地址。如果该地址可以查看 {name} 的状态，我们会向其发送链接。',
  sendLink: '发送链接',
  sentTitle: '请查收邮件',
  sentBody: '如果 {address} 可以查看此页面，链接正在发送途中。链接十分钟内有效，只能使用一次。',
  badAddress: '这不是邮箱地址。请检查后重试。',
  ipBody: '此页面只能从特定网络访问。请连接到您所在组织的网络，然后重新加载页面。',
  linkTitle: '打开 {name} 的状态',
  linkBody: '之后，页面在此浏览器中保持打开七天。',
  deadTitle: '此链接已失效',
  deadBody: '链接十分钟内有效，只能使用一次。请重新获取。',
  askAgain: '重新获取链接',
  mailSubject: '您查看 {name} 状态的链接',
  mailBody: '有人请求用此邮箱查看 {name} 的状态。链接十分钟内有效，只能使用一次。',
  mailNote: '如果这不是您本人的操作，您无需理会。',
};
