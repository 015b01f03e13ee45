import SimulationKernel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension InputReader {
  /// Reads `{"distribution": "triangular", "low": "38 t", "mode": "60 t", "high": "100 t"}` and its like.
  mutating func named(_ node: Node, path: String, _ request: Request) -> Reading? {
    guard let nameNode = node["distribution"] else { return nil }
    let names = DistributionName.allCases.map(\.rawValue)
    let namePath = NodePath.child("distribution", of: path)
    guard let text = nameNode.string else {
      problems.append(
        path: namePath, at: nameNode.location,
        "the name of a distribution is due here, not \(nameNode.kindName)",
        hint: "there are \(names.joined(separator: ", "))")
      return nil
    }
    guard let name = DistributionName(rawValue: text) else {
      problems.append(
        path: namePath, at: nameNode.location, "unknown distribution '\(QuantityText.shortened(text))'",
        hint: Spelling.hint(for: text, in: names) ?? "there are \(names.joined(separator: ", "))")
      return nil
    }
    guard suits(name, at: nameNode.location, path: namePath, request) else { return nil }
    switch name {
    case .discrete, .empirical: return listed(name, node, path: path, request)
    case .constant, .uniform, .triangular, .normal, .lognormal, .exponential, .gamma, .beta, .weibull,
      .bernoulli, .poisson, .threePoint, .interval:
      return parametric(name, node, path: path, request)
    }
  }

  /// Whether a distribution can stand for what is asked.
  private mutating func suits(
    _ name: DistributionName, at location: SourceLocation, path: String, _ request: Request
  ) -> Bool {
    if name != .constant, !allowsUncertainty(at: location, path: path, request) { return false }
    if request.isDate, !name.suitsDates {
      problems.append(
        path: path, at: location, "'\(name.rawValue)' cannot be a distribution of dates",
        hint: "use uniform, triangular or normal")
      return false
    }
    if name.isCount, !request.unit.dimension.isNone || request.unit.scale != 1 {
      problems.append(
        path: path, at: location,
        "'\(name.rawValue)' gives counts, but \(request.unit.dimension) in \(request.unit.symbol) is due",
        hint: "use gamma, lognormal or triangular")
      return false
    }
    return true
  }

  private mutating func parametric(
    _ name: DistributionName, _ node: Node, path: String, _ request: Request
  ) -> Reading? {
    let parameters = name.parameters
    let known = ["distribution"] + parameters.map(\.key) + InputForm.provenanceKeys
    let before = problems.count
    problems.append(contentsOf: unknownKeys(in: node, known: known, path: path))
    var points: [String: Point] = [:]
    var written: [String] = []
    for parameter in parameters {
      guard let value = node[parameter.key] else {
        if !parameter.isOptional {
          problems.append(
            path: path, at: node.location, "'\(parameter.key)' is missing",
            hint: "\(name.rawValue) takes \(parameters.map(\.key).joined(separator: ", "))")
        }
        continue
      }
      let valueRequest: Request
      switch parameter.kind {
      case .stated: valueRequest = request
      case .span: valueRequest = request.span
      case .number(let range): valueRequest = .number(range)
      }
      guard let point = point(value, path: NodePath.child(parameter.key, of: path), valueRequest) else {
        continue
      }
      points[parameter.key] = point
      written.append("\(parameter.key) \(point.written)")
    }
    guard problems.count == before else { return nil }
    func value(_ key: String) -> Double { points[key]?.value ?? .nan }
    let text = "\(name.rawValue): \(written.joined(separator: ", "))"
    if name == .interval, let low = points["low"], let high = points["high"] {
      let level = points["level"]?.value ?? 0.9
      if let problem = Distribution.intervalProblem(low: 0, high: 1, level: level) {
        problems.append(path: path, at: node.location, problem, hint: "0.9 is usual")
        return nil
      }
      return interval(low, high, level: level, at: node.location, path: path, request).map {
        Reading(value: $0, written: text)
      }
    }
    if name == .lognormal, !isComplete(lognormal: points, at: node.location, path: path) { return nil }
    let distribution = self.distribution(name, value, tail: points["tail"]?.value ?? 0.05)
    guard isSound(distribution, name, at: node.location, path: path, request) else { return nil }
    return Reading(value: .distribution(distribution), written: text)
  }

  private mutating func isComplete(
    lognormal points: [String: Point], at location: SourceLocation, path: String
  ) -> Bool {
    let byMedian = points["median"] != nil && points["log_standard_deviation"] != nil
    let byMean = points["mean"] != nil && points["standard_deviation"] != nil
    let centre = points["median"] ?? points["mean"]
    guard byMedian != byMean, points.count == 2, let centre else {
      problems.append(
        path: path, at: location, "the lognormal distribution is not determined",
        hint: "give median and log_standard_deviation, or mean and standard_deviation")
      return false
    }
    if centre.value > 0 { return true }
    problems.append(
      path: path, at: location,
      "the lognormal distribution has values above zero only, so \(centre.written) cannot be its centre",
      hint: "use normal or triangular")
    return false
  }

  /// Builds the kernel's distribution from parameters that are all there.
  private func distribution(
    _ name: DistributionName, _ value: (String) -> Double, tail: Double
  ) -> Distribution {
    switch name {
    case .constant, .discrete, .empirical, .interval: return .constant(value("value"))
    case .uniform: return .uniform(low: value("low"), high: value("high"))
    case .triangular: return .triangular(low: value("low"), mode: value("mode"), high: value("high"))
    case .normal: return .normal(mean: value("mean"), standardDeviation: value("standard_deviation"))
    case .lognormal:
      if value("median") > 0 {
        return .lognormal(
          logMean: log(value("median")), logStandardDeviation: value("log_standard_deviation"))
      }
      // From mean m and deviation s: variance of the logarithm v = ln(1 + (s/m)^2), its mean ln m - v/2.
      let relative = value("standard_deviation") / value("mean")
      let variance = log1p(relative * relative)
      return .lognormal(
        logMean: log(value("mean")) - variance / 2, logStandardDeviation: variance.squareRoot())
    case .exponential: return .exponential(mean: value("mean"))
    case .gamma: return .gamma(shape: value("shape"), scale: value("scale"))
    case .beta:
      return .beta(alpha: value("alpha"), beta: value("beta"), low: value("low"), high: value("high"))
    case .weibull: return .weibull(shape: value("shape"), scale: value("scale"))
    case .bernoulli: return .bernoulli(probability: value("probability"))
    case .poisson: return .poisson(mean: value("mean"))
    case .threePoint:
      return .threePoint(low: value("low"), central: value("central"), high: value("high"), tail: tail)
    }
  }

  /// Checks the parameters together, and the 5 % and 95 % quantiles where no ends are stated.
  private mutating func isSound(
    _ distribution: Distribution, _ name: DistributionName, at location: SourceLocation, path: String,
    _ request: Request
  ) -> Bool {
    if let problem = Distribution.problem(of: distribution) {
      problems.append(path: path, at: location, "\(name.rawValue): \(problem)")
      return false
    }
    if name.statesItsEnds { return true }
    for (probability, label) in [(0.05, "5 %"), (0.95, "95 %")] {
      let value = distribution.quantile(probability)
      let shown = "the \(label) quantile \(request.isDate ? "" : request.unit.text(rounded(value)))"
      let isInside = inRange(
        value, shown: shown.trimmingSpaces, at: location, path: path, request,
        hint: "choose parameters that keep most cases inside")
      if !isInside { return false }
    }
    return true
  }

  /// A value to four digits, for messages.
  private func rounded(_ value: Double) -> Double {
    guard value != 0, value.isFinite else { return value }
    let scale = pow(10, 3 - floor(log10(abs(value))))
    return scale.isFinite && scale > 0 ? (value * scale).rounded() / scale : value
  }
}
