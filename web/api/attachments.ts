import { prefix, put } from './client'

const longestSide = 2048
const largeEnough = 1_200_000

/** A photo off a phone is made smaller before it goes over a village's network; what can't be read goes as it is. */
async function lighter(file: File): Promise<Blob> {
  if (!/^image\/(jpeg|png|webp)$/.test(file.type) || file.size < largeEnough) return file
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
    const ratio = Math.min(1, longestSide / Math.max(picture.width, picture.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(picture.width * ratio)
    canvas.height = Math.round(picture.height * ratio)
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
    const blob = await new Promise<Blob | null>((resolve) => { canvas.toBlob(resolve, 'image/jpeg', 0.85) })
    return blob && blob.size < file.size ? blob : file
  } catch {
    return file
  }
}

/** Puts a file on the server under the given id; a record that names the id makes it visible to others. */
export async function uploadAttachment(file: File, id: string): Promise<void> {
  const body = await lighter(file)
  await put(`/attachments/${id}`, body, { 'Content-Type': body.type || 'application/octet-stream' })
}

export const attachmentAddress = (id: string) => `${prefix}/attachments/${id}`
