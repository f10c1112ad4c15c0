import type { MailWords } from '@/lib/subscribers/rules/mail-words/words';

export const ar = {
  confirmSubject: 'أكّد اشتراكك في {name}',
  confirmTitle: 'أكّد اشتراكك',
  confirmBody: 'طلب أحدهم، وعلى الأرجح أنت، إرسال تحديثات صفحة الحالة {name} إلى {address}.',
  confirmAction: 'تأكيد',
  confirmNote: 'الرابط صالح لسبعة أيام. إن لم تكن أنت من طلب ذلك فلا تفعل شيئًا، ولن تصلك رسائل أخرى.',
  knownSubject: 'أنت مشترك في {name}',
  knownTitle: 'أنت مشترك بالفعل',
  knownBody:
    'طلب أحدهم، وعلى الأرجح أنت، إرسال تحديثات صفحة الحالة {name} إلى {address}. العنوان مشترك بالفعل ولم يتغير شيء.',
  manage: 'إدارة الاشتراك',
  unsubscribe: 'إلغاء الاشتراك',
  why: 'تصلك هذه الرسالة لأن {address} مشترك في {name}.',
  affected: 'المكونات المتأثرة',
  plannedFor: 'الموعد المخطط',
  viewIncident: 'عرض الحادثة',
  viewMaintenance: 'عرض الصيانة',
} satisfies MailWords;
