using AgentConsole.Domain.Telemetry;

namespace AgentConsole.Infrastructure.Telemetry.Store;

/// <summary>What is counted together. An absent name is the empty text, so that one row stands for it on every database.</summary>
internal sealed record SeriesKey(
    string Agent, string Environment, string Workflow, TraceKind Kind, string Tool, string Model, string Rule, TraceOutcome Outcome)
{
    /// <summary>Stands for the names of an agent that has made more series than it may.</summary>
    public const string Other = "(other)";

    public static SeriesKey Of(TraceEvent one) => new(
        one.Agent, one.Environment, one.Workflow ?? "", one.Kind, one.Tool ?? "", one.Model ?? "", one.Rule ?? "", one.Outcome);

    /// <summary>The same without the names that an agent can make up.</summary>
    public SeriesKey Coarse() => this with
    {
        Workflow = OtherOf(Workflow),
        Tool = OtherOf(Tool),
        Model = OtherOf(Model),
        Rule = OtherOf(Rule),
    };

    private static string OtherOf(string name) => name.Length == 0 ? name : Other;
}
