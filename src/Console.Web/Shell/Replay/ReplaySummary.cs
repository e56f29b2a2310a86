using System.Globalization;

namespace AgentConsole.Web.Shell.Replay;

/// <summary>Tells a person what became of the calls; the last line is for programs.</summary>
internal static class ReplaySummary
{
    public static async Task WriteAsync(TextWriter output, ReplayOutcome outcome)
    {
        var tally = outcome.Tally;
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{tally.Runs} runs with {tally.Calls} calls in {outcome.Took.TotalSeconds:0.0} s"));
        await RowAsync("became a proposal", tally.Recorded);
        await RowAsync("  allowed at once", tally.Allowed);
        await RowAsync("  asked of a person", tally.Asked);
        await RowsAsync("  denied: ", tally.Denied);
        await RowsAsync("refused: ", tally.Refused);
        await RowsAsync("decided: ", tally.Decided);
        await RowsAsync("ended: ", tally.Results);
        await RowsAsync("refused later: ", tally.RefusedLater);
        await RowAsync("server errors", tally.ServerErrors);
        await output.WriteLineAsync($"ledger: {outcome.Ledger}");
        await output.WriteLineAsync(tally.ToJson(outcome.Ledger, outcome.Took).ToJsonString());

        async Task RowsAsync(string before, IReadOnlyDictionary<string, int> counts)
        {
            foreach (var (code, count) in counts) await RowAsync(before + code, count);
        }

        Task RowAsync(string what, int count) => output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {what,-40}{count,8}"));
    }
}
