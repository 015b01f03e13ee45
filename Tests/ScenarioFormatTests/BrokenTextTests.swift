import Testing

@testable import ScenarioFormat

@Suite("unit: broken JSON")
struct BrokenTextTests {
  @Test("every mistake has its message", arguments: texts)
  func message(broken: Broken) {
    let (_, problems) = JSONReader.read(Array(broken.text.utf8), file: "f")
    #expect(problems.map(\.description) == broken.messages)
  }

  static let texts: [Broken] = [
    Broken(
      "",
      "f:1:1: the file is empty; a scenario is a JSON object, at least {}"),
    Broken(
      "  \n",
      "f:2:1: the file is empty; a scenario is a JSON object, at least {}"),
    Broken(
      "{",
      "f:1:1: the file ends before this { is closed; a } is missing"),
    Broken(
      "[1, 2",
      "f:1:1: the file ends before this [ is closed; a ] is missing"),
    Broken(
      #"{"a": 1,}"#,
      "f:1:8: nothing follows this comma; remove the trailing comma"),
    Broken(
      "[1, 2,]",
      "f:1:6: nothing follows this comma; remove the trailing comma"),
    Broken(
      #"{"a" 1}"#,
      "f:1:6: a: a colon is missing after the key 'a'"),
    Broken(
      #"{"a": }"#,
      "f:1:7: a: a value is missing before this }"),
    Broken(
      #"{"a"}"#,
      "f:1:5: a: the key 'a' has no value; write a colon and a value after it"),
    Broken(
      #"{"a": 1 "b": 2}"#,
      "f:1:9: a comma is missing before this key"),
    Broken(
      "{\"a\": 1\n \"b\": 2}",
      "f:2:2: a comma is missing before this key"),
    Broken(
      "[1 2]",
      "f:1:4: a comma is missing before this value"),
    Broken(
      "{a: 1}",
      #"f:1:2: a key takes double quotes; write "a""#),
    Broken(
      "{'a': 1}",
      #"f:1:2: a key takes double quotes; write " in place of '"#),
    Broken(
      #"{"a": 'x'}"#,
      #"f:1:7: a: text takes double quotes; write " in place of '"#),
    Broken(
      #"{"a" = 1}"#,
      "f:1:6: a: a key and its value are separated by a colon; write : in place of ="),
    Broken(
      #"{"a": 1; "b": 2}"#,
      "f:1:8: members are separated by commas; write , in place of ;"),
    Broken(
      #"{"a": 1, "a": 2}"#,
      "f:1:10: a: the key 'a' is written twice; it stands at line 1, column 2 already: keep one"),
    Broken(
      #"{"a": 1} x"#,
      "f:1:10: text after the end of the document; a file holds one value: remove the rest"),
    Broken(
      #"{"a": 1}}"#,
      "f:1:9: this } closes nothing; remove it"),
    Broken(
      #"{"a": [1, 2}}"#,
      "f:1:12: a: } does not close the [ opened at line 1, column 7; close that with ] first"),
    Broken(
      "[1, 2}",
      "f:1:6: } does not close the [ opened at line 1, column 1; close that with ] first"),
    Broken(
      #"{"a": 1]"#,
      "f:1:8: ] does not close the { opened at line 1, column 1; close that with } first"),
    Broken(
      "// c\n{}",
      #"f:1:1: JSON has no comments; remove it; remarks go into a "note" beside a "value""#),
    Broken(
      "{/* c */}",
      #"f:1:2: JSON has no comments; remove it; remarks go into a "note" beside a "value""#),
    Broken(
      "# c\n{}",
      #"f:1:1: JSON has no comments; remove it; remarks go into a "note" beside a "value""#),
    Broken(
      "{\"a\": \"x\n\"}",
      #"f:1:7: a: text cannot run over several lines; write \n where a line ends"#),
    Broken(
      #"{"a": "x"#,
      #"f:1:7: a: the text that opens here is not closed; end it with ""#,
      "f:1:1: the file ends before this { is closed; a } is missing"),
    Broken(
      #"["\q"]"#,
      #"""
      f:1:3: 0: \q is not an escape; the escapes are \" \\ \/ \b \f \n \r \t \u; a backslash itself \#
      is written \\
      """#),
    Broken(
      #"["\u12"]"#,
      #"f:1:3: 0: \u takes four hexadecimal digits; for example \u00b5"#),
    Broken(
      #"["\ud800"]"#,
      #"""
      f:1:3: 0: \ud800 is half of a character; such escapes come in pairs, \ud800 to \udbff then \#
      \udc00 to \udfff
      """#),
    Broken(
      #"["\udc00x"]"#,
      #"""
      f:1:3: 0: \udc00 is half of a character; such escapes come in pairs, \ud800 to \udbff then \#
      \udc00 to \udfff
      """#),
    Broken(
      #"["\ud800\u0041"]"#,
      #"""
      f:1:3: 0: \ud800 is half of a character; such escapes come in pairs, \ud800 to \udbff then \#
      \udc00 to \udfff
      """#),
    Broken(
      "[\"a\tb\"]",
      #"f:1:4: 0: a control character stands inside text; write it as \t"#),
    Broken(
      "[NaN]",
      "f:1:2: 0: 'NaN' is not a number in JSON; leave the key out where there is no value"),
    Broken(
      "[-Infinity]",
      "f:1:2: 0: '-Infinity' is not a number in JSON; leave the key out where there is no value"),
    Broken(
      "[Infinity]",
      "f:1:2: 0: 'Infinity' is not a number in JSON; leave the key out where there is no value"),
    Broken(
      "[True]",
      "f:1:2: 0: 'True' is not a JSON value; write true"),
    Broken(
      "[None]",
      "f:1:2: 0: 'None' is not a JSON value; write null"),
    Broken(
      "[undefined]",
      "f:1:2: 0: 'undefined' is not a JSON value; write null"),
    Broken(
      "[yes]",
      "f:1:2: 0: 'yes' is not a JSON value; write true"),
    Broken(
      "[01]",
      "f:1:2: 0: a number has no leading zeros; remove them"),
    Broken(
      "[-01]",
      "f:1:2: 0: a number has no leading zeros; remove them"),
    Broken(
      "[+1]",
      "f:1:2: 0: a number takes no plus sign; remove the +"),
    Broken(
      "[.5]",
      "f:1:2: 0: a number starts with a digit; write 0 before the point"),
    Broken(
      "[1.]",
      "f:1:2: 0: a digit is missing after the decimal point; write a digit or remove the point"),
    Broken(
      "[1e]",
      "f:1:2: 0: the exponent has no digits; write for example 1e6"),
    Broken(
      "[1e+]",
      "f:1:2: 0: the exponent has no digits; write for example 1e6"),
    Broken(
      "[0x1F]",
      "f:1:2: 0: JSON has no hexadecimal numbers; write it with decimal digits"),
    Broken(
      "[1_000]",
      "f:1:2: 0: a number has no underscores; write the digits without a separator"),
    Broken(
      "[-]",
      "f:1:2: 0: '-' is not a number; digits are missing"),
    Broken(
      "[1e999]",
      "f:1:2: 0: the number 1e999 is too large; the largest is about 1.8e308"),
    Broken(
      "[1e-999]",
      "f:1:2: 0: the number 1e-999 is too small; the smallest is about 4.9e-324"),
    Broken(
      #"{"a": 60 t}"#,
      #"f:1:7: a: a value with its unit takes double quotes; write "60 t""#),
    Broken(
      #"{"a": 60t, "b": 1}"#,
      #"f:1:7: a: a value with its unit takes double quotes; write "60t""#),
    Broken(
      #"{"a": high}"#,
      #"f:1:7: a: text takes double quotes; write "high""#),
    Broken(
      #"{"a": 40 %}"#,
      #"f:1:7: a: a value with its unit takes double quotes; write "40 %""#),
    Broken(
      "[,1]",
      "f:1:2: a value is missing before this comma; remove the comma"),
    Broken(
      "{,}",
      "f:1:2: a key is missing before this comma; remove the comma"),
    Broken(
      "[1,,2]",
      "f:1:4: a value is missing before this comma; remove the comma"),
    Broken(
      #"{"a": 1,, "b": 2}"#,
      "f:1:9: a key is missing before this comma; remove the comma"),
    Broken(
      "[1:2]",
      "f:1:3: : cannot stand in an array; elements are separated by commas"),
    Broken(
      #"{"a": @}"#,
      "f:1:7: a: unexpected @ where a value is expected"),
    Broken(
      "{@}",
      "f:1:2: unexpected @ where a key is expected"),
    Broken(
      "[1",
      "f:1:1: the file ends before this [ is closed; a ] is missing"),
    Broken(
      #""x"#,
      #"f:1:1: the text that opens here is not closed; end it with ""#),
    Broken(
      "}",
      "f:1:1: a value is missing before this }"),
    Broken(
      ":",
      "f:1:1: unexpected : where a value is expected"),
    Broken(
      #"{"x.y": {"b": [1, tru]}}"#,
      #"f:1:19: "x.y".b.1: text takes double quotes; write "tru""#),
    Broken(
      #"{"é": 1, "b": x}"#,
      #"f:1:15: b: text takes double quotes; write "x""#),
    Broken(
      "{\"a\": \"open,\n \"b\": 1}",
      #"f:1:7: a: the text that opens here is not closed on its line; end it with ""#),
  ]
}
