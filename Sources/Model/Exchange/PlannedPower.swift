/// Orders for ground power that labs post and power projects take up.
struct PlannedPower {
  struct Request: BitwiseCopyable {
    var lab: Int32
    var region: Int32
    var megawatts: Double
    /// Years from now in which it is wanted.
    var wanted: Double
  }
  private(set) var requests: [Request] = []
  /// Takes down every request while a run is traced.
  var log: MovementLog?

  mutating func reset() {
    requests.removeAll(keepingCapacity: true)
  }

  mutating func ask(_ request: Request) {
    requests.append(request)
    log?.note(
      .siteOrder(lab: Int(request.lab), region: Int(request.region)), .ordered, request.megawatts)
  }
  mutating func clear() { requests.removeAll(keepingCapacity: true) }
}
