using System.CommandLine;

namespace AgentConsole.Web.Shell.Demo;

/// <summary><c>demo</c>: a console that is full of life, with people to sign in as; no model, no network.</summary>
internal static class DemoCommand
{
    private const string UsualUrl = "http://127.0.0.1:5080";

    public static Command Create()
    {
        var urls = new Option<string>("--urls") { Description = "Where to listen.", DefaultValueFactory = _ => UsualUrl };
        var data = CommandOptions.Data();
        data.Description = "An empty folder for SQLite's files, which stay; without it a temporary one that is removed at the end.";
        var command = new Command("demo", "Runs a console with agents, tools, people and scripted live traffic.") { urls, data };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var folder = ScratchFolder.Open(parsed.GetValue(data), "demo");
            if (folder is null)
            {
                await Console.Error.WriteLineAsync($"{parsed.GetValue(data)} is not empty; the demo begins with an empty folder and deletes none of yours.");
                return 1;
            }

            await using var demo = await DemoConsole.StartAsync(parsed.GetValue(urls)!, folder.Path, cancellation);
            await demo.TellAsync(Console.Out);
            await demo.RunAsync(cancellation);
            return 0;
        });
        return command;
    }
}
