using System.CommandLine;
using AgentConsole.Web.Access;

namespace AgentConsole.Web.Shell;

/// <summary><c>serve</c>: runs the console until it is told to stop. <c>--Section:Key=value</c> becomes configuration.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var command = new Command("serve", "Runs the console (the default verb).");
        MakeDefault(command);
        return command;
    }

    /// <summary>Gives a command the options and the work of <c>serve</c>.</summary>
    public static void MakeDefault(Command command)
    {
        var urls = new Option<string?>("--urls") { Description = "Where to listen, such as http://127.0.0.1:5080." };
        var data = CommandOptions.Data();
        command.Options.Add(urls);
        command.Options.Add(data);
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(async (parsed, cancellation) =>
        {
            var app = await ConsoleHost.BuildAsync(new ServeOptions(parsed.GetValue(urls), parsed.GetValue(data), [.. parsed.UnmatchedTokens]));
            await using (app)
            {
                await app.StartAsync(cancellation);
                await SetupAnnouncement.PrintAsync(app, Console.Out, cancellation);
                await app.WaitForShutdownAsync(cancellation);
            }

            return 0;
        });
    }
}
