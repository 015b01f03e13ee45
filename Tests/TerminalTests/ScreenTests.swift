import Testing

@testable import Terminal

/// A clock that stands still until it is set, and what was written meanwhile.
private final class Stage {
  var time = 100.0
  var written: [String] = []
}

@Suite("What a terminal shows")
struct ScreenTests {
  private func meter(
    _ stage: Stage, total: Int?, done: Int = 0, isEnabled: Bool = true, width: Int = 80, style: Style = .plain
  ) -> ProgressMeter {
    ProgressMeter(
      total: total, done: done,
      on: ProgressMeter.Screen(
        isEnabled: isEnabled, width: width, style: style, write: { stage.written.append($0) }),
      now: { stage.time })
  }

  @Test("golden: the line of progress, rewritten and cleared")
  func progress() {
    let stage = Stage()
    var progress = meter(stage, total: 1000)
    progress.update(done: 0)
    stage.time = 101
    progress.update(done: 50, headline: "compute 2030 1.2e9 H100e")
    stage.time = 102
    progress.update(done: 100, failed: 2)
    progress.finish()
    #expect(
      stage.written == [
        "\rruns 0/1000  0 %",
        "\rruns 50/1000  5 %  50/s  ETA 0:19  compute 2030 1.2e9 H100e",
        "\rruns 100/1000  10 %  50/s  ETA 0:18  2 failed" + String(repeating: " ", count: 14),
        "\r" + String(repeating: " ", count: 45) + "\r",
      ])
  }

  @Test("unit: at most ten lines a second")
  func rateLimit() {
    let stage = Stage()
    var progress = meter(stage, total: nil)
    for step in 0..<1000 {
      stage.time = 100 + Double(step) / 1024
      progress.update(done: step)
    }
    #expect(stage.written.count == 10)
    #expect(stage.written.last?.hasPrefix("\rruns ") == true)
    progress.finish()
  }

  @Test("law: a steady rate is shown as it is, and a changed one is approached")
  func smoothing() {
    let stage = Stage()
    var progress = meter(stage, total: 100_000)
    for second in 1...30 {
      stage.time = 100 + Double(second)
      progress.update(done: 100 * second)
    }
    #expect(stage.written.last == "\rruns 3000/100000  3 %  100/s  ETA 16:10")
    // Ten seconds at twice the rate: each keeps nine tenths, so 200 - 100 * 0.9^10 = 165.
    for second in 1...10 {
      stage.time = 130 + Double(second)
      progress.update(done: 3000 + 200 * second)
    }
    #expect(stage.written.last == "\rruns 5000/100000  5 %  165/s  ETA 9:35")
    progress.finish()
  }

  @Test("unit: slow work, resumed work, narrow terminals, and an unknown total")
  func variants() {
    let stage = Stage()
    var slow = meter(stage, total: 10, done: 5)
    stage.time = 110
    slow.update(done: 6)
    #expect(stage.written.last == "\rruns 6/10  60 %  360/h  ETA 0:40")
    slow.finish()
    var medium = meter(stage, total: nil)
    stage.time = 112
    medium.update(done: 5)
    #expect(stage.written.last == "\rruns 5  2.5/s")
    medium.finish()
    var narrow = meter(stage, total: 10, width: 12)
    narrow.update(done: 6)
    #expect(stage.written.last == "\rruns 6/10  ")
    narrow.finish()
  }

  @Test("unit: a meter that is not enabled is silent; failures are bold where allowed")
  func quietAndBold() {
    let stage = Stage()
    var quiet = meter(stage, total: 10, isEnabled: false)
    quiet.update(done: 1)
    quiet.clear()
    quiet.finish()
    #expect(stage.written == [])
    var bold = meter(stage, total: nil, style: Style(allowsColour: true, allowsUnicode: true))
    bold.update(done: 1, failed: 1)
    #expect(stage.written == ["\r\u{1B}[1mruns 1  1 failed\u{1B}[0m"])
    bold.clear()
    bold.clear()
    #expect(stage.written.count == 2)
    bold.finish()
  }

  @Test("unit: what the environment allows")
  func style() {
    let terminal = ["TERM": "xterm", "LANG": "en_GB.UTF-8"]
    #expect(Style(environment: terminal, isTerminal: true) == Style(allowsColour: true, allowsUnicode: true))
    #expect(!Style(environment: terminal, isTerminal: false).allowsColour)
    #expect(!Style(environment: ["TERM": "dumb"], isTerminal: true).allowsColour)
    #expect(!Style(environment: [:], isTerminal: true).allowsColour)
    #expect(!Style(environment: ["TERM": "xterm", "NO_COLOR": "1"], isTerminal: true).allowsColour)
    #expect(Style(environment: ["TERM": "xterm", "NO_COLOR": ""], isTerminal: true).allowsColour)
    #expect(!Style(environment: ["LC_ALL": "C", "LANG": "en.utf8"], isTerminal: true).allowsUnicode)
    #expect(Style(environment: ["LC_ALL": "", "LC_CTYPE": "C.utf8"], isTerminal: true).allowsUnicode)
    let loud = Style(allowsColour: true, allowsUnicode: true)
    #expect(loud.bold("x") == "\u{1B}[1mx\u{1B}[0m" && loud.dim("x") == "\u{1B}[2mx\u{1B}[0m")
    #expect(loud.bold("") == "" && Style.plain.bold("x") == "x" && Style.plain.dim("x") == "x")
    #expect(Terminal.clampedWidth(10) == 40 && Terminal.clampedWidth(999) == 200)
    #expect(Terminal.width(-1, environment: ["COLUMNS": "100"]) == 100)
    #expect(Terminal.width(-1, environment: ["COLUMNS": "x"]) == 80)
  }

  @Test("golden: a table of answers")
  func table() {
    var table = TextTable([.init("quantity"), .init("p5", .right), .init("p95", .right), .init("unit")])
    table.append(["compute 2030", "1.2e9", "3.4e9", "H100e"])
    table.append(["mass to orbit", "38", "100", "t"])
    table.append(["nothing known", "", "", ""])
    #expect(
      table.lines(indent: 2) == [
        "  quantity          p5    p95  unit",
        "  compute 2030   1.2e9  3.4e9  H100e",
        "  mass to orbit     38    100  t",
        "  nothing known",
      ])
    #expect(
      table.lines(width: 28) == [
        "quantity     p5    p95  unit",
        "compu...  1.2e9  3.4e9  H100e",
        "mass ...     38    100  t",
        "nothi...",
      ])
    #expect(
      table.lines(style: Style(allowsColour: true, allowsUnicode: true))[0].hasPrefix("\u{1B}[1mquantity"))
    var bare = TextTable([.init(""), .init("", .right)])
    bare.append(["a", "1"])
    #expect(bare.lines() == ["a  1"])
  }

  @Test("unit: text broken into lines")
  func wrap() {
    #expect(TextWrap.lines("a bb ccc dddd", width: 6) == ["a bb", "ccc", "dddd"])
    #expect(TextWrap.lines("wide-as-anything a", width: 4) == ["wide-as-anything", "a"])
    #expect(
      TextWrap.lines("one\ntwo\n\n  kept  as is\nthree\n\n", width: 20) == [
        "one two", "", "  kept  as is", "three",
      ])
    #expect(TextWrap.lines("", width: 10) == [])
  }
}
