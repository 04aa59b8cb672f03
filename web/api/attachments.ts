import { prefix, put } from './client'
import { newId } from './ids'

/** Puts a file on the server and answers with its id; a record that names the id makes it visible. */
export async function uploadAttachment(file: File): Promise<string> {
  const id = newId()
  await put(`/attachments/${id}`, file, {
    'Content-Type': file.type || 'application/octet-stream',
    'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
  })
  return id
}

export const attachmentAddress = (id: string) => `${prefix}/attachments/${id}`
