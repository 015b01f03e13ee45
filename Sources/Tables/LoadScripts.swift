/// Scripts that read the tables of a results folder with their declared types.
///
/// CSV alone cannot say that a column is of numbers where its first twenty thousand cells are empty, and a reader that
/// guesses makes it text. Both scripts follow from the declarations in `datapackage.json`.
public enum LoadScripts {
  /// The script for DuckDB.
  public static let sqlName = "load.sql"
  /// The script for pandas and polars.
  public static let pythonName = "load.py"
}

extension DataPackage {
  /// Writes `datapackage.json` and the scripts that load its tables.
  public func write(to folder: ResultsFolder) throws(FolderProblem) {
    try folder.write(DataPackage.fileName, text: text)
    try folder.write(LoadScripts.sqlName, text: LoadScripts.sql(self))
    try folder.write(LoadScripts.pythonName, text: LoadScripts.python)
  }
}

extension LoadScripts {
  /// A view of every table for DuckDB, with the type of each column.
  static func sql(_ package: DataPackage) -> String {
    """
    -- The tables of this folder as views with the types that datapackage.json declares, for DuckDB 1.1 or later.
    --
    --   cd FOLDER && duckdb -init \(sqlName)
    --   duckdb -cmd "SET VARIABLE results = 'FOLDER'" -cmd ".read FOLDER/\(sqlName)"      from elsewhere

    """ + package.resources.map(view).joined()
  }

  private static func view(_ resource: DataPackage.Resource) -> String {
    let columns = resource.schema.columns.map { "  \(literal($0.name)): \(literal($0.kind.sqlType))" }
    return """

      CREATE OR REPLACE VIEW \(resource.schema.name) AS
      FROM read_csv(
        coalesce(getvariable('results'), '.') || \(literal("/" + resource.file.name)), auto_detect = false,
        header = true, delim = ',', quote = '"', escape = '"', nullstr = '', columns = {
      \(columns.joined(separator: ",\n"))
      });

      """
  }

  /// A text in single quotes, those in it doubled.
  private static func literal(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
  }

  /// Functions that read a table with pandas or polars; they read the declarations at that time.
  static let python = #"""
    """The tables of this folder with the types that datapackage.json declares, for pandas or polars.

    python3 -i FOLDER/load.py        then series = pandas("series"), or polars("series")
    """

    import json
    from pathlib import Path

    FOLDER = Path(__file__).resolve().parent
    PACKAGE = json.loads((FOLDER / "datapackage.json").read_text(encoding="utf-8"))
    TABLES = {table["name"]: table for table in PACKAGE["resources"]}


    def fields(name):
        """Names and declared types of a table's columns."""
        return {field["name"]: field["type"] for field in TABLES[name]["schema"]["fields"]}


    def pandas(name):
        """A table as a DataFrame of pandas."""
        import pandas as pd

        types = {"number": "float64", "integer": "Int64", "boolean": "boolean", "string": "string"}
        dates = [column for column, kind in fields(name).items() if kind == "date"]
        table = pd.read_csv(
            FOLDER / TABLES[name]["path"], keep_default_na=False, na_values=[""],
            dtype={column: types[kind] for column, kind in fields(name).items() if kind in types})
        for column in dates:
            table[column] = pd.to_datetime(table[column], format="%Y-%m-%d")
        return table


    def polars(name):
        """A table as a DataFrame of polars."""
        import polars as pl

        types = {"number": pl.Float64, "integer": pl.Int64, "boolean": pl.Boolean, "string": pl.String, "date": pl.Date}
        return pl.read_csv(
            FOLDER / TABLES[name]["path"], schema={column: types[kind] for column, kind in fields(name).items()})

    """#
}

extension ColumnKind {
  /// The type in DuckDB.
  var sqlType: String {
    switch self {
    case .number: "DOUBLE"
    case .integer: "BIGINT"
    case .text: "VARCHAR"
    case .date: "DATE"
    case .boolean: "BOOLEAN"
    }
  }
}
