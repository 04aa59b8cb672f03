import type { Authority, NoticeKind } from '@/api/loop'
import { word } from './text'

/** A town that only supervises gives its papers other names, so that none is taken for enforcement. */
export function noticeTitle(kind: NoticeKind, authority: Authority | null): string {
  const plain = word('noticeKind', kind)
  if (authority && authority.basis !== 'supervision') return plain
  const other = word('supervisionNoticeKind', kind)
  return other === kind ? plain : other
}
