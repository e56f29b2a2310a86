using AgentConsole.Domain.Provenance;
using AgentConsole.Domain.Runs;
using AgentConsole.Domain.Tools;

namespace AgentConsole.Web.Runs;

/// <summary>What was kept of something that a run has read.</summary>
/// <param name="Step">Its place among everything the run read and proposed.</param>
/// <param name="Trust">Of a tool's result, as the tool's contract says; null for what a user said.</param>
/// <param name="IsCut">The text was longer than what is looked at, or held more.</param>
public sealed record ObservationView(string RunId, int Step, string Source, string? Tool, ResultTrust? Trust, bool IsCut)
{
    internal static ObservationView Of(string run, RunReading reading) => new(
        run, reading.Step, reading.Kind == ReadingKind.Tool ? "tool" : "user", reading.Tool,
        reading.Kind == ReadingKind.Tool ? reading.Trust : null, reading.Read().Marks.IsCut);
}
