/// What the gate says of mutants: a line for each, and the score.
struct Report {
  private var killed = 0
  private var died = 0
  private var excused = 0
  private var survivors: [Mutant] = []

  /// Takes down a verdict and returns its line.
  mutating func add(_ mutant: Mutant, _ verdict: Verdict) -> String {
    let ending: String
    switch verdict {
    case .killed(let test):
      killed += 1
      ending = "killed by \(test)"
    case .died(let how, let test):
      died += 1
      ending = "killed by \(how) in \(test)"
    case .survived:
      if let excuse = mutant.excuse {
        excused += 1
        ending = "survived, excused: \(excuse)"
      } else {
        survivors.append(mutant)
        ending = "SURVIVED \(mutant.tests.joined(separator: ", "))"
      }
    }
    return "\(mutant.name): \(mutant.rule)\n    \(ending)"
  }

  /// The score in a line, with the rules that nobody guards.
  var summary: String {
    let all = killed + died + excused + survivors.count
    var text = "\(killed + died) of \(all) mutants killed, \(died) of them by a trap or an endless run"
    if excused > 0 { text += ", \(excused) excused" }
    for mutant in survivors { text += "\nnobody guards: \(mutant.rule) (\(mutant.name), \(mutant.origin))" }
    return text
  }

  var isClean: Bool { survivors.isEmpty }
}
