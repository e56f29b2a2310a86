using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using AgentConsole.Web.Access;
using AgentConsole.Web.Agents;
using AgentConsole.Web.Ledger;
using AgentConsole.Web.Policies;
using AgentConsole.Web.Shell.Demo;
using AgentConsole.Web.Shell.Replay;

namespace AgentConsole.Web.Shell;

/// <summary>
/// The verbs of the executable; each room brings its own. Exit codes: 0 done, 1 refused or found wrong, 2 bad usage or unreadable input, and
/// no others. Results go to standard output, everything else to standard error.
/// </summary>
public static partial class CommandLine
{
    public const int Refused = 1;
    public const int BadUsage = 2;

    public static async Task<int> RunAsync(string[] args)
    {
        var root = Root();
        var parsed = root.Parse(args);
        var faults = FaultsOf(parsed).ToList();
        if (faults.Count > 0) return await ExplainAsync(root, parsed, faults);
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
#pragma warning disable CA1031 // Whatever it is, the exit code is one of ours and the text is on standard error.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return await VerbFailure.TellAsync(failure);
        }
    }

    private static RootCommand Root()
    {
        var serve = ServeCommand.Create();
        var root = new RootCommand("AgentConsole: agents propose, policy decides, people are asked where it matters, the ledger proves it.")
        {
            serve,
        };
        root.Subcommands.Add(ApplyCommand.Create());
        foreach (var command in StopCommand.Create()) root.Subcommands.Add(command);
        root.Subcommands.Add(DemoCommand.Create());
        root.Subcommands.Add(ReplayCommand.Create());
        root.Subcommands.Add(LedgerCommand.Create());
        root.Subcommands.Add(PolicyCommand.Create());
        foreach (var command in AccessCommands.Create()) root.Subcommands.Add(command);
        ServeCommand.MakeDefault(root);
        return root;
    }

    /// <summary>
    /// What the parser found, and what it lets pass: below a root that takes configuration it reports no word that it does not know, and an
    /// option that does not exist becomes an argument where there is room for one.
    /// </summary>
    private static IEnumerable<string> FaultsOf(ParseResult parsed)
    {
        var takesConfiguration = !parsed.CommandResult.Command.TreatUnmatchedTokensAsErrors;
        var unknown = parsed.UnmatchedTokens.Where(token => !takesConfiguration || !Configuration().IsMatch(token));
        var mistaken = parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens)
            .Select(token => token.Value).Where(token => token is ['-', _, ..]);
        return mistaken.Concat(unknown).Select(token => $"'{token}' means nothing here.").Concat(parsed.Errors.Select(error => error.Message)).Distinct();
    }

    private static async Task<int> ExplainAsync(RootCommand root, ParseResult parsed, IReadOnlyList<string> faults)
    {
        foreach (var fault in faults) await Console.Error.WriteLineAsync(fault);
        await Console.Error.WriteLineAsync();
        var verbs = new List<string>();
        for (var verb = parsed.CommandResult; verb.Parent is CommandResult parent; verb = parent) verbs.Insert(0, verb.Command.Name);
        await root.Parse([.. verbs, "--help"]).InvokeAsync(new InvocationConfiguration { Output = Console.Error });
        return BadUsage;
    }

    [GeneratedRegex(@"\A--[A-Za-z]\w*(:[\w.\-]+)+=", RegexOptions.CultureInvariant)]
    private static partial Regex Configuration();
}
