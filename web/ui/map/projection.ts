import type { Ring } from '@/api/types'

export interface Frame { west: number; east: number; south: number; north: number }
export interface MapPoint { id: string; lng: number; lat: number; label: string; meaning?: string }
export interface MapArea { id: string; name: string; rings: Ring[]; tone?: 'plain' | 'soon' | 'late'; note?: string }

export function frameOf(areas: MapArea[], points: MapPoint[]): Frame | null {
  const frame: Frame = { west: Infinity, east: -Infinity, south: Infinity, north: -Infinity }
  const take = (lng: number, lat: number) => {
    frame.west = Math.min(frame.west, lng)
    frame.east = Math.max(frame.east, lng)
    frame.south = Math.min(frame.south, lat)
    frame.north = Math.max(frame.north, lat)
  }
  for (const area of areas) for (const ring of area.rings) for (const [lng, lat] of ring) take(lng, lat)
  if (frame.west === Infinity) for (const point of points) take(point.lng, point.lat)
  if (frame.west === Infinity) return null
  const rim = Math.max(frame.east - frame.west, frame.north - frame.south, 0.004) * 0.04
  return { west: frame.west - rim, east: frame.east + rim, south: frame.south - rim, north: frame.north + rim }
}

/** A town is small: one plane with the longitude shortened by the latitude's cosine is true enough. */
export class Plane {
  private readonly narrowing: number
  readonly width = 1000
  readonly height: number

  constructor(private readonly frame: Frame) {
    this.narrowing = Math.cos(((frame.south + frame.north) / 2) * (Math.PI / 180))
    this.height = (this.width * (frame.north - frame.south)) / ((frame.east - frame.west) * this.narrowing)
  }

  x = (lng: number) => ((lng - this.frame.west) / (this.frame.east - this.frame.west)) * this.width
  y = (lat: number) => ((this.frame.north - lat) / (this.frame.north - this.frame.south)) * this.height
  lng = (x: number) => this.frame.west + (x / this.width) * (this.frame.east - this.frame.west)
  lat = (y: number) => this.frame.north - (y / this.height) * (this.frame.north - this.frame.south)

  path = (rings: Ring[]) => rings
    .map((ring) => `M${ring.map(([lng, lat]) => `${this.x(lng).toFixed(1)} ${this.y(lat).toFixed(1)}`).join('L')}Z`)
    .join('')

  middle(rings: Ring[]): { x: number; y: number } {
    const ring = rings[0] ?? []
    const count = Math.max(ring.length - 1, 1)
    let x = 0
    let y = 0
    for (const [lng, lat] of ring.slice(0, count)) {
      x += this.x(lng) / count
      y += this.y(lat) / count
    }
    return { x, y }
  }
}
