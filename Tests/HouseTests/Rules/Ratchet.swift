/// A rule that some files may still break so many times and no more: the number may fall, and then must.
enum Ratchet {
  /// What `breaches` finds in files with more of it than `allowances` says, and files whose allowance is too large.
  static func findings(
    _ files: [SourceFile], allowances: [String: Int], what: String, breaches: (SourceFile) -> [Finding]
  ) -> [Finding] {
    var unknown = Set(allowances.keys)
    var findings: [Finding] = []
    for file in files {
      let found = breaches(file)
      let allowed = unknown.remove(file.path) == nil ? 0 : allowances[file.path, default: 0]
      if found.count > allowed {
        findings += found
        if allowed > 0 {
          findings.append(
            Finding(path: file.path, message: "\(found.count) \(what), and only \(allowed) allowed"))
        }
      } else if found.count < allowed {
        findings.append(
          Finding(
            path: file.path, message: "\(found.count) \(what), and \(allowed) allowed: lower the allowance"))
      }
    }
    return findings
      + unknown.sorted().map {
        Finding(path: $0, message: "has an allowance and is not there: take it off the list")
      }
  }
}
