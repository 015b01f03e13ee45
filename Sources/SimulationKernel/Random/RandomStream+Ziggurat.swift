#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

// Both samplers cover the density with 256 layers of equal area. One draw picks a layer with its low eight
// bits and a place in it with its high 53; nearly always the place lies under the density for certain.
extension RandomStream {
  /// An exponential number of mean 1.
  @inlinable
  public mutating func exponential() -> Double {
    let bits = next()
    let layer = Int(truncatingIfNeeded: bits & 255)
    let certain = exponentialLayers[layer &+ 1]
    let value = Double(Int64(truncatingIfNeeded: bits &>> 11)) * 0x1p-53 * exponentialLayers[layer]
    if value < certain { return value }
    return exponential(value, layer: layer)
  }

  /// A normal number of mean 0 and standard deviation 1.
  @inlinable
  public mutating func normal() -> Double {
    let bits = next()
    let layer = Int(truncatingIfNeeded: bits & 255)
    let certain = normalLayers[layer &+ 1]
    let value = Double(Int64(truncatingIfNeeded: bits &>> 11)) * 0x1p-53 * normalLayers[layer]
    let sign = (bits & 256) &<< 55
    if value < certain { return Double(bitPattern: value.bitPattern | sign) }
    return normal(value, layer: layer, sign: sign)
  }

  /// Decides the rare cases of `exponential()`: the tail, and the edge of a layer.
  @usableFromInline
  mutating func exponential(_ candidate: Double, layer: Int) -> Double {
    if layer == 0 { return exponentialLayers[1] + exponential() }
    let low = exp(-exponentialLayers[layer])
    let high = exp(-exponentialLayers[layer + 1])
    return low + uniform() * (high - low) < exp(-candidate) ? candidate : exponential()
  }

  /// Decides the rare cases of `normal()`: the tail, and the edge of a layer.
  @usableFromInline
  mutating func normal(_ candidate: Double, layer: Int, sign: UInt64) -> Double {
    if layer == 0 {
      let start = normalLayers[1]
      while true {
        let beyond = exponential() / start
        if 2 * exponential() > beyond * beyond {
          return Double(bitPattern: (start + beyond).bitPattern | sign)
        }
      }
    }
    let low = exp(-0.5 * normalLayers[layer] * normalLayers[layer])
    let high = exp(-0.5 * normalLayers[layer + 1] * normalLayers[layer + 1])
    if low + uniform() * (high - low) < exp(-0.5 * candidate * candidate) {
      return Double(bitPattern: candidate.bitPattern | sign)
    }
    return normal()
  }
}
