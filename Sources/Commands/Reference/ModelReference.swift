import Inputs
import Model

/// The model reference as Markdown: everything that can be said of a scenario and everything that a run reports.
enum ModelReference {
  /// The whole page; the same program always gives the same text.
  static func text() -> String {
    var lines = [
      "# Reference",
      "",
      "Every input of a scenario and every number that a run reports. Generated from the declarations by",
      "`make reference`; do not edit.",
      "",
      "In a path `*` stands for an id of your own. A *number* takes a value with its unit (`60 t`), an interval",
      "(`38 t to 100 t`, which holds 90 % of the cases), `low`, `central` and `high`, or a named distribution, and is",
      "drawn once a run. A *number by date* takes all of that, and values keyed by dates. A *distribution* is drawn anew",
      "at each event. A choice that may have chances takes a word, or the chances of its words, one of which is drawn once",
      "a run. Inputs without a default must be given.",
    ]
    for topic in SyntaxTopic.allCases {
      lines += ["", "## \(topic.title)", ""]
      lines += rows(["Written", "Meaning"], topic.terms.map { [code($0.term), $0.meaning] })
      for remark in topic.remarks { lines += ["", remark] }
    }
    lines +=
      ["", "## General", ""] + table(DeclaredInput.all.filter { $0.segments.count == 1 && !$0.isContainer })
    for section in DeclaredInput.all where section.segments.count == 1 && section.isContainer {
      lines += ["", "## \(section.path)", "", section.declaration.meaning, ""]
      lines += table(
        DeclaredInput.all.filter { $0.segments.count > 1 && $0.segments[0] == section.segments[0] })
    }
    lines += ["", "## Metrics", "", "Columns of `series.csv`; claims name them as they stand here.", ""]
    let layout = Layout(ids: [:])
    lines += table(layout.series)
    for entities in layout.tables {
      lines += [
        "", "### \(entities.name).csv", "",
        "One row a report and \(entities.noun); claims write `\(entities.name).*.COLUMN`.", "",
      ]
      lines += table(entities.columns)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func table(_ inputs: [DeclaredInput]) -> [String] {
    rows(
      ["Input", "Type", "Unit", "Default", "Range", "Meaning", "Source"],
      inputs.map { input in
        let declaration = input.declaration
        let unit = declaration.unitSymbol == "date" ? "" : declaration.unitSymbol
        return [
          code(input.path), kind(declaration), code(unit), code(declaration.defaultWords ?? ""),
          declaration.rangeWords ?? "", declaration.meaning, declaration.source,
        ]
      })
  }

  private static func table(_ metrics: [Metric]) -> [String] {
    rows(["Metric", "Unit", "Meaning"], metrics.map { [code($0.name), code($0.unit), $0.meaning] })
  }

  private static func kind(_ declaration: InputDeclaration) -> String {
    switch declaration.kind {
    case .variate: "distribution"
    case .choice: declaration.kindName + (declaration.isDrawable ? "; may have chances" : "")
    case .quantity, .trajectory, .moment, .flag, .reference, .weights, .text, .group, .entities,
      .identity:
      declaration.kindName
    }
  }

  private static func rows(_ headings: [String], _ rows: [[String]]) -> [String] {
    let rule = "|" + headings.map { _ in " --- |" }.joined()
    return [line(headings), rule] + rows.map(line)
  }

  private static func line(_ cells: [String]) -> String {
    "|" + cells.map { cell in cell.isEmpty ? " |" : " \(escaped(cell)) |" }.joined()
  }

  private static func code(_ text: String) -> String { text.isEmpty ? "" : "`\(text)`" }

  private static func escaped(_ text: String) -> String {
    text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
  }
}
