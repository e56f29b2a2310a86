using System.CommandLine;
using AgentConsole.Web.Access;
using AgentConsole.Web.Agents;
using AgentConsole.Web.Ledger;
using AgentConsole.Web.Shell.Demo;
using AgentConsole.Web.Shell.Replay;

namespace AgentConsole.Web.Shell;

/// <summary>The verbs of the executable; each room brings its own. Exit codes: 0 done, 1 refused, 2 bad usage.</summary>
public static class CommandLine
{
    public const int BadUsage = 2;

    public static async Task<int> RunAsync(string[] args)
    {
        var root = Root();
        var parsed = root.Parse(args);
        if (parsed.Errors.Count == 0) return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });

        foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync(error.Message);
        await Console.Error.WriteLineAsync("--help shows what can be said.");
        return BadUsage;
    }

    private static RootCommand Root()
    {
        var serve = ServeCommand.Create();
        var root = new RootCommand("AgentConsole: agents propose, policy decides, people are asked where it matters, the ledger proves it.")
        {
            serve,
        };
        root.Subcommands.Add(ApplyCommand.Create());
        root.Subcommands.Add(StopCommand.Create());
        root.Subcommands.Add(DemoCommand.Create());
        root.Subcommands.Add(ReplayCommand.Create());
        root.Subcommands.Add(LedgerCommand.Create());
        foreach (var command in AccessCommands.Create()) root.Subcommands.Add(command);
        ServeCommand.MakeDefault(root);
        return root;
    }
}
