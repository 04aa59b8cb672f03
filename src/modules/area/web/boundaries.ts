import type { AreaNode, Ring } from '@/api/types'

/** A polygon of a file: how the file calls it, its rings, and the area that bears the same code or name. */
export interface Shape { name: string; rings: Ring[]; areaId: string | null }
export type Unreadable = 'notJson' | 'noShapes' | { notDegrees: string }

interface Feature { properties?: Record<string, unknown> | null; geometry?: { type?: string; coordinates?: unknown } | null }

/** Points nearer than this to the line between their neighbours (some three metres) say nothing on a map of a town. */
const fine = 0.00003
function thinned(ring: Ring): Ring {
  const [first, last] = [ring[0], ring.at(-1)]
  if (!first || !last || ring.length < 3) return ring
  const [dx, dy] = [last[0] - first[0], last[1] - first[1]]
  const length = Math.hypot(dx, dy)
  let [far, at] = [0, 0]
  ring.forEach(([x, y], index) => {
    const off = length ? Math.abs(dx * (first[1] - y) - dy * (first[0] - x)) / length : Math.hypot(x - first[0], y - first[1])
    if (off > far) [far, at] = [off, index]
  })
  return far <= fine ? [first, last] : [...thinned(ring.slice(0, at + 1)).slice(0, -1), ...thinned(ring.slice(at))]
}
const point = (value: unknown): [number, number] | null =>
  Array.isArray(value) && typeof value[0] === 'number' && typeof value[1] === 'number' ? [Number(value[0].toFixed(6)), Number(value[1].toFixed(6))] : null
function ringOf(value: unknown): Ring | null {
  const ring = Array.isArray(value) ? value.map(point) : []
  const known = ring.filter((one) => one !== null)
  if (known.length < 4 || known.length !== ring.length) return null
  const small = thinned(known)
  return small.length < 4 ? known : small
}
const within = ([lng, lat]: [number, number]) => lng >= 73 && lng <= 136 && lat >= 3 && lat <= 54

/** 下黎村委会 and 下黎村 are one. */
const bare = (name: string) => name.trim().replace(/(村|居|社区居?)(民)?委(员)?会$/, '$1')

export function shapesOf(text: string, areas: AreaNode[]): Shape[] | Unreadable {
  let file: { type?: string; features?: Feature[] } & Feature
  try { file = JSON.parse(text) as typeof file } catch { return 'notJson' }
  if (!file || typeof file !== 'object') return 'notJson'
  const features = file.type === 'FeatureCollection' ? file.features ?? [] : file.type === 'Feature' ? [file] : file.type ? [{ geometry: file as Feature['geometry'] }] : []
  if (!Array.isArray(features) || !file.type) return 'notJson'
  const shapes: Shape[] = []
  for (const feature of features) {
    const { type, coordinates } = feature?.geometry ?? {}
    const polygons = type === 'Polygon' ? [coordinates] : type === 'MultiPolygon' && Array.isArray(coordinates) ? coordinates : []
    const rings = polygons.flatMap((polygon: unknown) => (Array.isArray(polygon) ? polygon.map(ringOf) : [])).filter((ring) => ring !== null)
    if (!rings.length) continue
    const words = Object.values(feature.properties ?? {}).filter((value) => typeof value === 'string' || typeof value === 'number').map(String)
    const area = areas.find((one) => one.code && words.includes(one.code)) ?? areas.find((one) => words.some((word) => bare(word) === bare(one.name)))
    const name = area?.name ?? words.find((word) => /[^\d.\s-]/.test(word)) ?? words[0] ?? String(shapes.length + 1)
    if (!rings.every((ring) => ring.every(within))) return { notDegrees: name }
    shapes.push({ name, rings, areaId: area?.id ?? null })
  }
  return shapes.length ? shapes : 'noShapes'
}
