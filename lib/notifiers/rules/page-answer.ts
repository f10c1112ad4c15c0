import { type HttpAnswer, retryAnswer, type Verdict } from '@/lib/notifiers/rules/classify';

/** Where a proxy has answered with a page in the vendor's place: that says nothing of the channel, so it is tried again. */
export function pageVerdict(answer: HttpAnswer, now: Date): Verdict | null {
  return /^\s*<(!doctype|html|head|body|\?xml)/i.test(answer.body)
    ? retryAnswer(answer, now, 'a web page came where an answer was expected')
    : null;
}
