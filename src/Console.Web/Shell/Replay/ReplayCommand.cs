using System.CommandLine;

namespace AgentConsole.Web.Shell.Replay;

/// <summary><c>replay FILE --tools FILE</c>: plays recorded runs through the public API; 0 all recorded and whole, 1 not, 2 unreadable.</summary>
internal static class ReplayCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "Recorded runs: JSON lines, one run a line, gzipped where it ends in .gz." };
        var tools = new Option<string>("--tools") { Description = "The recording's tools, as JSON.", Required = true };
        var reviewer = new Option<ReplayReviewer>("--reviewer") { Description = "Who decides: none, approve, or oracle (which knows the answers)." };
        var data = CommandOptions.Data();
        data.Description = "An empty folder for the store, which stays; without it a temporary one that is removed.";
        var url = new Option<Uri?>("--url") { Description = "A console that runs already and knows the tools; without it one is started here." };
        var key = new Option<string?>("--key") { Description = "An agent's key there." };
        var token = new Option<string[]>("--token") { Description = "A reviewer's access token there; once for each of several who decide in turn." };
        var command = new Command("replay", "Plays recorded runs through the public API as their agents would.") { file, tools, reviewer, data, url, key, token };
        command.Validators.Add(said =>
        {
            if (said.GetValue(url) is not null && said.GetValue(key) is null) said.AddError("--url needs --key.");
            if (said.GetValue(url) is not null && said.GetValue(reviewer) != ReplayReviewer.None && said.GetValue(token) is null or [])
                said.AddError("A reviewer at --url needs --token.");
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            try
            {
                var runs = await Recording.ReadAsync(parsed.GetValue(file)!, cancellation);
                var contracts = await RecordedTools.ReadAsync(parsed.GetValue(tools)!, cancellation);
                if (parsed.GetValue(url) is { } there)
                    return await PlayAsync(new RemoteConsole(there, parsed.GetValue(key)!, parsed.GetValue(token) ?? []), runs, contracts, parsed.GetValue(reviewer), cancellation);

                using var folder = ScratchFolder.Open(parsed.GetValue(data), "replay");
                if (folder is null) return await RefuseAsync($"{parsed.GetValue(data)} is not empty; a replay begins with an empty store.", 1);
                var console = await OwnConsole.StartAsync(folder.Path, contracts, [.. runs.Select(run => run.Agent).Distinct()], cancellation);
                foreach (var remark in contracts.Remarks.Concat(console.Remarks)) await Console.Error.WriteLineAsync(remark);
                return await PlayAsync(console, runs, contracts, parsed.GetValue(reviewer), cancellation);
            }
            catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
            {
                return await RefuseAsync(exception.Message, CommandLine.BadUsage);
            }
        });
        return command;
    }

    private static async Task<int> PlayAsync(
        ReplayConsole console, IReadOnlyList<RecordedRun> runs, RecordedTools tools, ReplayReviewer reviewer, CancellationToken cancellation)
    {
        await using (console)
        {
            var outcome = await new ReplayPlayer(console, tools, reviewer).PlayAsync(runs, cancellation);
            await ReplaySummary.WriteAsync(Console.Out, outcome);
            return outcome.IsGood ? 0 : 1;
        }
    }

    private static async Task<int> RefuseAsync(string why, int code)
    {
        await Console.Error.WriteLineAsync(why);
        return code;
    }
}
