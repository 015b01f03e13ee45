/// Memory that the compiler does not guard is touched in few places, each for a reason.
enum UnguardedMemory {
  /// Files outside of the list that use it, and files of the list that do not. `reasons` has files by the reason.
  static func findings(_ files: [SourceFile], reasons: [String: [String]]) -> [Finding] {
    let allowed = Set(reasons.values.joined())
    let users = files.compactMap { file in
      file.code.first { $0.kind == .word && ($0.text.contains("unsafe") || $0.text.contains("Unsafe")) }
        .map { (file.path, $0) }
    }
    let using = Set(users.map(\.0))
    return users.filter { !allowed.contains($0.0) }.map {
      Finding(
        path: $0.0, line: $0.1.line,
        message:
          "'\($0.1.text)' in a file that gives no reason for it: do without, or add the file to the list")
    }
      + allowed.subtracting(using).sorted().map {
        Finding(path: $0, message: "touches no unsafe memory any more: take it off the list")
      }
  }
}
