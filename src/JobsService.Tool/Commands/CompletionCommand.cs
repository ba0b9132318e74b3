using System.CommandLine;

namespace JobsService.Tool.Commands;

/// <summary><c>completion</c>: prints a script that a shell loads at its start.</summary>
internal static class CompletionCommand
{
    // Bash and zsh have a builtin command "jobs", whose arguments are options and job specifications, never words.
    private const string Function = """
        jobs() {
          case "${1-}" in
            '' | -[lnprsxZ]* | %* | [0-9]*) builtin jobs "$@" ;;
            *) env jobs "$@" ;;
          esac
        }
        """;

    private const string Bash =
        Function
        + """

            _jobs_tool() {
              local IFS=$'\n'
              COMPREPLY=($(compgen -W "$(env jobs "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
            }
            complete -o default -F _jobs_tool jobs
            """;

    private const string Zsh =
        Function
        + """

            _jobs_tool() {
              local -a words_found
              words_found=("${(@f)$(env jobs "[suggest:${#BUFFER}]" "$BUFFER" 2>/dev/null)}")
              compadd -a words_found
            }
            (( $+functions[compdef] )) && compdef _jobs_tool jobs
            """;

    private const string PowerShell = """
        Register-ArgumentCompleter -Native -CommandName jobs -ScriptBlock {
          param($wordToComplete, $commandAst, $cursorPosition)
          jobs "[suggest:$cursorPosition]" "$commandAst" | Where-Object { $_ -like "$wordToComplete*" } |
            ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
        }
        """;

    private static readonly Dictionary<string, string> Scripts = new(StringComparer.Ordinal)
    {
        ["bash"] = Bash,
        ["zsh"] = Zsh,
        ["pwsh"] = PowerShell,
    };

    public static Command Create(ToolHost host)
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh or pwsh." };
        shell.AcceptOnlyFromAmong([.. Scripts.Keys]);
        var completion = new Command(
            "completion",
            "Print a script that completes commands and options. In bash and zsh, it also lets 'jobs' be this tool or the builtin command, by its arguments."
        )
        {
            shell,
        };
        completion.SetAction(
            async (command, _) =>
            {
                await host.Output.WriteLineAsync(Scripts[command.GetRequiredValue(shell)]);
                return ExitCode.Success;
            }
        );
        return completion;
    }
}
