import type { SubscriptionWords } from '@/lib/subscribers/rules/subscription-words/words';

export const ar = {
  sentTitle: 'تحقق من بريدك',
  sentBody: 'أرسلنا رابطًا إلى {address}. افتحه للتأكيد، وستصلك تحديثات {name} هناك.',
  sentNote: 'لم يصل شيء بعد بضع دقائق؟ ابحث في مجلد الرسائل غير المرغوبة وتأكد من صحة العنوان.',
  faultTitle: 'لم تنجح العملية',
  badAddress: 'عنوان البريد غير مكتمل.',
  foreignAddress: 'تُرسل تحديثات هذه الصفحة إلى عناوين نطاقات معينة فقط. استخدم عنوانك هناك.',
  tooMany: 'طلبات كثيرة جدًا. انتظر ساعة ثم حاول مجددًا.',
  closed: 'لا تقبل هذه الصفحة الاشتراك بالبريد.',
  deadTitle: 'هذا الرابط لم يعد صالحًا',
  deadBody:
    'الرابط غير مكتمل، أو مضى عليه أكثر من سبعة أيام، أو أُرسل رابط أحدث. اشترك مجددًا في الصفحة للحصول على رابط جديد.',
  confirmTitle: 'أكّد اشتراكك',
  confirmBody: 'ستُرسل تحديثات {name} إلى {address}.',
  confirmAction: 'تأكيد',
  confirmedTitle: 'تم اشتراكك',
  confirmedBody: 'تصلك تحديثات {name} على {address}.',
  manageTitle: 'اشتراكك',
  manageBody: 'تُرسل تحديثات {name} إلى {address}.',
  savedBody: 'حُفظت تغييراتك.',
  components: 'أي المكونات',
  componentsHint: 'عدم الاختيار يعني جميعها.',
  language: 'لغة الرسائل',
  save: 'حفظ',
  unsubscribe: 'إلغاء الاشتراك',
  goneTitle: 'أُلغي اشتراكك',
  goneBody: 'لن تصل إلى {address} تحديثات {name}. لتلقيها مجددًا، اشترك في الصفحة.',
  pausedBody:
    'ارتدت الرسائل المرسلة إلى هذا العنوان، لذا لا تصله التحديثات. اشترك مجددًا في الصفحة للمحاولة ثانية.',
  backToPage: 'العودة إلى صفحة الحالة',
} satisfies SubscriptionWords;
