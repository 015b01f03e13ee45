extension BrokenScenario {
  /// Dates that do not exist, contradict each other, or are not wanted.
  static let dates = [
    BrokenScenario(
      "no such date",
      #"{"extends": "base.json", "launch": {"vehicles": {"starship_v3": {"available": "2027-13"}}}}"#,
      messages: [
        #"""
        s.json:1:79: launch.vehicles.starship_v3.available: '2027-13' is not a date; there is no month 13: \#
        months are 01 to 12
        """#
      ]),
    BrokenScenario(
      "date as a number",
      #"{"extends": "base.json", "launch": {"vehicles": {"starship_v3": {"available": 2027}}}}"#,
      messages: [
        #"""
        s.json:1:79: launch.vehicles.starship_v3.available: a date is text in double quotes; write \#
        "2027"
        """#
      ]),
    BrokenScenario(
      "end before start", #"{"extends": "base.json", "end": "2020-01-01"}"#,
      messages: [
        #"s.json:1:33: end: the end 2020-01-01 is not after the start 2026-01-01"#
      ]),
    BrokenScenario(
      "uncertain end", #"{"extends": "base.json", "end": "2030 to 2040"}"#,
      messages: [
        #"s.json:1:33: end: the end must be one certain date; write it as "2026-01-01""#
      ]),
    BrokenScenario(
      "endless", #"{"extends": "base.json", "end": "never"}"#,
      messages: [
        #"s.json:1:33: end: the end must be one certain date; write it as "2026-01-01""#
      ]),
    BrokenScenario(
      "more than a century", #"{"extends": "base.json", "end": "2200-01-01"}"#,
      messages: [
        #"s.json:1:33: end: more than a hundred years from start to end; choose an end before 2126"#
      ]),
    BrokenScenario(
      "start is no date", #"{"extends": "base.json", "start": "soon"}"#,
      messages: [
        #"s.json:1:35: start: 'soon' is not a date; write a date as 2027, 2027-10 or 2027-10-31"#
      ]),
    BrokenScenario(
      "trajectory dates reversed", #"{"extends": "base.json", "lithography": {"capacity": null}}"#,
      settings: [#"lithography.capacity={"2030": "50 /year", "2028": "60 /year"}"#],
      messages: [
        #"""
        --set:1:43: lithography.capacity.2028: 2028 is written after 2030; write the dates in rising \#
        order
        """#
      ]),
    BrokenScenario(
      "trajectory key no date",
      #"""
      {"extends": "base.json", "launch": {"families": {"starship": {"other_payloads": {"2026": "5 /year", \#
      "later": "9 /year"}}}}}
      """#,
      messages: [
        #"""
        s.json:1:101: launch.families.starship.other_payloads.later: 'later' is not a date; write a date as \#
        2027, 2027-10 or 2027-10-31
        """#
      ]),
    BrokenScenario(
      "more than sixteen dates",
      #"""
      {"extends": "base.json", "orbit": {}, "launch": {"families": {"starship": {"other_payloads": {\#
      "2026": "26 /year", "2027": "27 /year", "2028": "28 /year", "2029": "29 /year", "2030": "30 /year", "2031": "31 /year", \#
      "2032": "32 /year", "2033": "33 /year", "2034": "34 /year", "2035": "35 /year", "2036": "36 \#
      /year", "2037": "37 /year", "2038": "38 /year", "2039": "39 /year", "2040": "40 /year", "2041": \#
      "41 /year", "2042": "42 /year"}}}}}
      """#,
      messages: [
        #"""
        s.json:1:94: launch.families.starship.other_payloads: 17 dates, but one input holds at most 16; leave \#
        out dates between which a straight line is good enough
        """#
      ]),
    BrokenScenario(
      "trajectory where none is due",
      #"{"extends": "base.json", "labs": {"openai": {"boldness": {"2026": 0.5, "2028": 0.6}}}}"#,
      messages: [
        #"""
        s.json:1:58: labs.openai.boldness: values by date are not possible here; write one value, for \#
        example 1.5
        """#
      ]),
    BrokenScenario(
      "log through zero",
      #"{"extends": "base.json", "launch": {"families": {"starship": {"other_payloads": null}}}}"#,
      settings: [
        #"launch.families.starship.other_payloads={"2026": "0 /year", "2030": "5 /year", "interpolation": "log"}"#
      ],
      messages: [
        #"""
        --set:1:97: launch.families.starship.other_payloads.interpolation: log interpolation needs values \#
        above zero; write linear or step, or raise the values
        """#
      ]),
  ]
}
