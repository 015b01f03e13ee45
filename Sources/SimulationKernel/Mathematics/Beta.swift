#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The regularised incomplete beta function and its complement at x = 1 / (1 + e^(−logit)).
///
/// By the continued fraction of DiDonato and Morris ("Algorithm 708", ACM TOMS 18 (3), 1992) in its classic
/// form, on the side where it converges in O(√max(a, b)) steps.
func betaTails(_ a: Double, _ b: Double, logit: Double) -> LogTails {
  let x = 1 / (1 + exp(-logit))
  let y = 1 / (1 + exp(logit))
  let n = a + b
  let slope =
    0.5 * (log(a) + log(b) - log(n)) - logRootOfTwoPi
    + stirlingError(n) - stirlingError(a) - stirlingError(b)
    - deviance(a, n * x) - deviance(b, n * y)
  if x * (n + 2) < a + 1 {
    let lower = min(0, slope - log(a) + log(betaFraction(a, b, x)))
    return LogTails(lower: lower, upper: log(max(0, -expm1(lower))), slope: slope)
  }
  let upper = min(0, slope - log(b) + log(betaFraction(b, a, y)))
  return LogTails(lower: log(max(0, -expm1(upper))), upper: upper, slope: slope)
}

private func betaFraction(_ a: Double, _ b: Double, _ x: Double) -> Double {
  let tiny = 1e-300
  var c = 1.0
  var d = 1 - (a + b) * x / (a + 1)
  if d.magnitude < tiny { d = tiny }
  d = 1 / d
  var fraction = d
  var m = 0.0
  var change = 0.0
  repeat {
    m += 1
    let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 + even * d
    if d.magnitude < tiny { d = tiny }
    c = 1 + even / c
    if c.magnitude < tiny { c = tiny }
    d = 1 / d
    fraction *= d * c
    let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 + odd * d
    if d.magnitude < tiny { d = tiny }
    c = 1 + odd / c
    if c.magnitude < tiny { c = tiny }
    d = 1 / d
    change = d * c
    fraction *= change
  } while (change - 1).magnitude > 4e-16 && m < 1e8
  return fraction
}

/// The logit, log(x / (1 − x)), of the beta quantile; 0 < p < 1.
///
/// Newton's method on the logarithm of the nearer tail. The logit of a beta number has a log-concave density,
/// so both tails are concave and the method converges from either side.
func betaQuantileLogit(_ a: Double, _ b: Double, _ p: Double) -> Double {
  let limit = 700.0  // so near to 0 or 1 that e^limit is nearly the greatest number
  var position = min(limit, max(-limit, log(a / b)))
  let fromBelow = p <= 0.5
  let target = fromBelow ? log(p) : log1p(-p)
  for _ in 0..<200 {
    let tails = betaTails(a, b, logit: position)
    let reached = fromBelow ? tails.lower : tails.upper
    let step = (target - reached) * exp(reached - tails.slope)
    let previous = position
    position = min(limit, max(-limit, position + (fromBelow ? step : -step)))
    if position == previous { break }
    if step.magnitude <= 1e-15 * max(1, position.magnitude) { break }
  }
  return position
}

/// The quantile of Student's t distribution; 0.5 ≤ p < 1, with a positive number of degrees of freedom.
///
/// With x the quantile 2 (1 − p) of the beta distribution of (degrees / 2, 1/2), t² = degrees (1 − x) / x.
public func studentQuantile(_ p: Double, degrees: Double) -> Double {
  if p == 0.5 { return 0 }
  let logit = betaQuantileLogit(0.5 * degrees, 0.5, 2 * (1 - p))
  return (degrees * exp(-logit)).squareRoot()
}
