using AgentConsole.Web.Shell.Replay;

namespace AgentConsole.Web.Tests.Shell.Replay;

/// <summary>Plays a recording against a console of its own over a fresh folder.</summary>
internal static class Replayed
{
    /// <param name="look">Looks at the folder after the console has ended.</param>
    public static async Task<ReplayOutcome> PlayAsync(
        string recording, string tools, ReplayReviewer reviewer, int runs = int.MaxValue, Action<string>? look = null)
    {
        var folder = Directory.CreateTempSubdirectory("console-web-tests-").FullName;
        try
        {
            var recorded = (await Recording.ReadAsync(recording, CancellationToken.None)).Take(runs).ToList();
            var contracts = await RecordedTools.ReadAsync(tools, CancellationToken.None);
            ReplayOutcome outcome;
            await using (var console = await OwnConsole.StartAsync(folder, contracts, [.. recorded.Select(run => run.Agent).Distinct()], CancellationToken.None))
                outcome = await new ReplayPlayer(console, contracts, reviewer).PlayAsync(recorded, CancellationToken.None);
            look?.Invoke(folder);
            return outcome;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
