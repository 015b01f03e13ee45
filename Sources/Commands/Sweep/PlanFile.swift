import Tables

/// What is there of a partial folder's `plan.json`. Only a file that does not exist counts as absent.
enum PlanFile: Equatable {
  case absent
  case text([UInt8])
  case unreadable(WriteProblem)

  init(_ folder: String) {
    do throws(WriteProblem) {
      self = .text(try FileBytes.read(PlanFile.path(in: folder)))
    } catch {
      self = error.cause == .missing ? .absent : .unreadable(error)
    }
  }

  static func path(in folder: String) -> String { folder + "/" + SweepFolder.planName }
}
