import Testing

@testable import Terminal

@Suite("Help, completions and the manual page")
struct PagesTests {
  private let small = CommandSet(
    program: "cap-sim", version: "2", summary: "it's small",
    discussion: ".dots and \\ and - stay.\n\n  as is\n\nEnd.",
    commands: [
      CommandSpec(
        name: "go", summary: "go [there]: now", discussion: "Two\nlines.",
        positionals: [
          PositionalSpec("PLACE", completion: .folder, help: "Where."),
          PositionalSpec("MORE", arity: .any, completion: .none, help: "What else."),
          PositionalSpec("LAST", help: "What ends it."),
        ],
        options: [
          .value(
            "as", short: "a", "HOW", isRepeatable: true, completion: .choices(["a", "b"]), help: "How [it's]."
          ),
          .value("file", "PATH", completion: .file, help: "From a file."),
          .value("a-rather-long-option-name", "LONG-VALUE", help: "Beyond its column."),
          .flag("now", short: "n", help: "At once: \"now\"."),
        ],
        examples: [CommandExample("cap-sim go . x", "Goes.")], exitStatuses: [.success, .usage])
    ])

  @Test("golden: help of the program")
  func programHelp() {
    #expect(
      HelpText(exampleCommands, width: 60).text(for: nil) == """
        capsim: simulate compute and datacenter capacity

        Usage: capsim COMMAND [OPTIONS] ...

        Scenarios are JSON files in which every physical number
        carries its unit.

          capsim run scenarios/base.json

        Commands:
          run       run a scenario's replications
          merge     join shards
          describe  explain an input
          explain   what would have to be true

        Options:
          -h, --help     Show this help and exit.
              --version  Show the version and exit.

        Try 'capsim COMMAND --help' for a command's options and examples.

        """)
  }

  @Test("golden: help of a command")
  func commandHelp() {
    #expect(
      HelpText(small, width: 44).text(for: small.commands[0]) == """
        cap-sim go: go [there]: now

        Usage: cap-sim go [OPTIONS] PLACE [MORE...] LAST

        Two lines.

        Arguments:
          PLACE  Where.
          MORE   What else.
          LAST   What ends it.

        Options:
          -a, --as HOW     How [it's]. One of a, b.
                           May be repeated.
              --file PATH  From a file.
              --a-rather-long-option-name LONG-VALUE
                           Beyond its column.
          -n, --now        At once: "now".
          -h, --help       Show this help and exit.

        Examples:
          cap-sim go . x
              Goes.

        Exit status:
          0   success
          64  wrong command line

        """)
    let loud = HelpText(small, style: Style(allowsColour: true, allowsUnicode: true))
    #expect(loud.text(for: small.commands[0]).contains("\u{1B}[1mOptions:\u{1B}[0m\n"))
  }

  @Test("golden: completion for bash")
  func bash() {
    #expect(
      CompletionScript.text(for: .bash, of: small) == #"""
        # bash completion for cap-sim
        _cap_sim() {
          local IFS=$' \t\n' command=${COMP_WORDS[1]}
          local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}
          COMPREPLY=()
          # --name=value arrives as three words.
          if [[ $word == '=' ]]; then word=
          elif [[ $previous == '=' ]]; then previous=${COMP_WORDS[COMP_CWORD-2]}; fi
          if (( COMP_CWORD == 1 )); then
            COMPREPLY=($(compgen -W 'go help --help --version' -- "$word"))
            return
          fi
          case "$command:$previous" in
            go:--as|go:-a) COMPREPLY=($(compgen -W 'a b' -- "$word")); return ;;
            go:--file) IFS=$'\n'; COMPREPLY=($(compgen -f -- "$word")); return ;;
            go:--a-rather-long-option-name) return ;;
          esac
          if [[ $word == -* ]]; then
            case $command in
              go) COMPREPLY=($(compgen -W '--as --file --a-rather-long-option-name --now --help' -- "$word")) ;;
            esac
            return
          fi
          case $command in
            help) COMPREPLY=($(compgen -W 'go' -- "$word")) ;;
            go) IFS=$'\n'; COMPREPLY=($(compgen -d -- "$word")) ;;
          esac
        }
        complete -o filenames -F _cap_sim cap-sim

        """#)
  }

  @Test("golden: completion for zsh")
  func zsh() {
    #expect(
      CompletionScript.text(for: .zsh, of: small) == #"""
        #compdef cap-sim
        _cap_sim() {
          local -a commands
          commands=(
            'go:go [there]\: now'
            'help:show help'
          )
          if (( CURRENT == 2 )); then
            _describe -t commands command commands
            return
          fi
          shift words
          (( CURRENT-- ))
          case $words[1] in
            help) _describe -t commands command commands ;;
            go)
              _arguments -s -S \
                '*'{-a,--as=}'[How \[it'\''s\].]:HOW:(a b)' \
                '--file=[From a file.]:PATH:_files' \
                '--a-rather-long-option-name=[Beyond its column.]:LONG-VALUE: ' \
                '(-n --now)'{-n,--now}'[At once\: "now".]' \
                '(-h --help)'{-h,--help}'[Show this help and exit.]' \
                '1:PLACE:_files -/' \
                '*:MORE: '
              ;;
          esac
        }
        if [[ $funcstack[1] == _cap_sim ]]; then _cap_sim "$@"; else compdef _cap_sim cap-sim; fi

        """#)
  }

  @Test("golden: completion for fish")
  func fish() {
    let within = "complete -c cap-sim -n '__fish_seen_subcommand_from go'"
    #expect(
      CompletionScript.text(for: .fish, of: small) == #"""
        # fish completion for cap-sim
        complete -c cap-sim -f
        complete -c cap-sim -n __fish_use_subcommand -a go -d 'go [there]: now'
        complete -c cap-sim -n __fish_use_subcommand -a help -d 'show help'
        complete -c cap-sim -n __fish_use_subcommand -l help -s h -d 'Show help and exit.'
        complete -c cap-sim -n __fish_use_subcommand -l version -d 'Show the version and exit.'
        complete -c cap-sim -n '__fish_seen_subcommand_from help' -a 'go'
        \#(within) -l as -s a -x -a 'a b' -d 'How [it\'s].'
        \#(within) -l file -r -F -d 'From a file.'
        \#(within) -l a-rather-long-option-name -x -d 'Beyond its column.'
        \#(within) -l now -s n -d 'At once: "now".'
        \#(within) -l help -s h -d 'Show this help and exit.'
        \#(within) -a '(__fish_complete_directories)'

        """#)
  }

  private static let manualText = #"""
    .TH CAP\-SIM 1 "" "cap\-sim 2" "User Commands"
    .SH NAME
    cap\-sim \- it\(aqs small
    .SH SYNOPSIS
    .B cap\-sim
    \fICOMMAND\fR [\fIOPTIONS\fR] ...
    .SH DESCRIPTION
    \&.dots and \e and \- stay.
    .PP
    .nf
      as is
    .fi
    .PP
    End.
    .SH COMMANDS
    .SS go
    \fBcap\-sim go\fR [\fIOPTIONS\fR] \fIPLACE\fR \fI[MORE...]\fR \fILAST\fR
    .PP
    Go [there]: now.
    .PP
    Two
    lines.
    .TP
    \fIPLACE\fR
    Where.
    .TP
    \fIMORE\fR
    What else.
    .TP
    \fILAST\fR
    What ends it.
    .TP
    \fB\-a\fR, \fB\-\-as\fR \fIHOW\fR
    How [it\(aqs]. One of a, b. May be repeated.
    .TP
    \fB\-\-file\fR \fIPATH\fR
    From a file.
    .TP
    \fB\-\-a\-rather\-long\-option\-name\fR \fILONG\-VALUE\fR
    Beyond its column.
    .TP
    \fB\-n\fR, \fB\-\-now\fR
    At once: \(dqnow\(dq.
    .TP
    \fB\-h\fR, \fB\-\-help\fR
    Show this help and exit.
    .PP
    Goes.
    .PP
    .RS 4
    .nf
    cap\-sim go . x
    .fi
    .RE
    .SH EXIT STATUS
    .TP
    \fB0\fR
    success
    .TP
    \fB64\fR
    wrong command line

    """#

  @Test("golden: the manual page")
  func manual() {
    #expect(ManualPage.text(small) == PagesTests.manualText)
  }
}
