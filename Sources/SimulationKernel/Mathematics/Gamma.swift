#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

// Densities are computed as deviations from their peak, which keeps them accurate for large parameters.
// Source: C. Loader, "Fast and accurate computation of binomial probabilities", 2000.

/// log(√(2π)).
let logRootOfTwoPi = 0.918_938_533_204_672_7

/// What Stirling's formula leaves out: log Γ(x + 1) − (x + 1/2) log x + x − log √(2π), for x > 0.
///
/// By the asymptotic series from 16 on; below that by δ(x) = δ(x + 1) + (x + 1/2) log(1 + 1/x) − 1.
func stirlingError(_ x: Double) -> Double {
  var shifted = x
  var error = 0.0
  while shifted < 16 {
    error += (shifted + 0.5) * log1p(1 / shifted) - 1
    shifted += 1
  }
  let r = 1 / (shifted * shifted)
  let series =
    (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 - (1.0 / 1188 - 691.0 / 360_360 * r) * r) * r) * r) * r)
  return error + series / shifted
}

/// log Γ(x + 1) for x > 0.
func logGammaOfSuccessor(_ x: Double) -> Double {
  stirlingError(x) + (x + 0.5) * log(x) - x + logRootOfTwoPi
}

/// x log(x / m) + m − x without cancellation, for positive x and m.
func deviance(_ x: Double, _ m: Double) -> Double {
  let difference = x - m
  if difference.magnitude >= 0.1 * (x + m) { return x * log(x / m) + m - x }
  let ratio = difference / (x + m)
  var sum = difference * ratio
  var term = 2 * x * ratio
  var odd = 1.0
  for _ in 0..<100 {  // each term is at most a hundredth of the one before
    term *= ratio * ratio
    odd += 2
    let next = sum + term / odd
    if next == sum { break }
    sum = next
  }
  return sum
}

/// The probability that a Poisson number of the given positive mean is `count`.
func poissonDensity(_ count: Double, mean: Double) -> Double {
  if count == 0 { return exp(-mean) }
  return exp(-stirlingError(count) - deviance(count, mean)) * inverseRootOfTwoPi / count.squareRoot()
}

/// A probability, its complement, and the change of either with the logarithm (or logit) of the argument,
/// all as logarithms, so that neither tail is lost.
struct LogTails {
  let lower: Double
  let upper: Double
  let slope: Double
}

/// The regularised incomplete gamma functions P(a, x) and Q(a, x) for a > 0, x > 0.
///
/// By the power series below a + 1 and by Legendre's continued fraction above (Lentz's method).
/// O(√a) steps near x = a.
func gammaTails(shape a: Double, _ x: Double) -> LogTails {
  let slope = 0.5 * log(a) - logRootOfTwoPi - stirlingError(a) - deviance(a, x)
  if x < a + 1 {
    var term = 1 / a
    var sum = term
    var denominator = a
    while term > sum * 1e-17 {
      denominator += 1
      term *= x / denominator
      sum += term
    }
    let lower = min(0, slope + log(sum))
    return LogTails(lower: lower, upper: log(max(0, -expm1(lower))), slope: slope)
  }
  let tiny = 1e-300
  var b = x + 1 - a
  var c = 1 / tiny
  var d = 1 / b
  var fraction = d
  var step = 0.0
  var change = 0.0
  repeat {
    step += 1
    let numerator = -step * (step - a)
    b += 2
    d = numerator * d + b
    if d.magnitude < tiny { d = tiny }
    c = b + numerator / c
    if c.magnitude < tiny { c = tiny }
    d = 1 / d
    change = d * c
    fraction *= change
  } while (change - 1).magnitude > 4e-16 && step < 1e8
  let upper = min(0, slope + log(fraction))
  return LogTails(lower: log(max(0, -expm1(upper))), upper: upper, slope: slope)
}

/// The gamma quantile for scale 1; 0 < p < 1.
///
/// Newton's method on the logarithm of the nearer tail as a function of log x. The logarithm of a gamma
/// number has a log-concave density, so both tails are concave and the method converges from either side.
func gammaQuantile(shape a: Double, _ p: Double) -> Double {
  let fromBelow = p <= 0.9
  let target = fromBelow ? log(p) : log1p(-p)
  let bound = (log(p) + logGammaOfSuccessor(a)) / a  // P(a, x) ≤ x^a / Γ(a + 1)
  let cubeRoot = 1 - 1 / (9 * a) + inverseNormal(p) / (3 * a.squareRoot())  // Wilson and Hilferty
  var position = bound
  if a >= 1, cubeRoot > 0 { position = max(bound, log(a * cubeRoot * cubeRoot * cubeRoot)) }
  if a < 1, !fromBelow { position = log(-target) }  // such a number is smaller than an exponential one
  for _ in 0..<200 {
    if position < -700 { return exp(bound) }  // so near to 0 that the bound is the quantile
    let x = exp(position)
    let tails = gammaTails(shape: a, x)
    let reached = fromBelow ? tails.lower : tails.upper
    let step = (target - reached) * exp(reached - tails.slope)
    position += fromBelow ? step : -step
    if step.magnitude <= 1e-15 * max(1, position.magnitude) { break }
  }
  return exp(position)
}
