using System.Text;
using System.Text.Json;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Provenance;
using AgentConsole.Infrastructure.Proposals;
using AgentConsole.Infrastructure.Runs;
using AgentConsole.Infrastructure.Tests.Proposals;
using AgentConsole.Infrastructure.Tests.Tools;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;

namespace AgentConsole.Infrastructure.Tests.Runs;

/// <summary>The hallway with two tools to read from: a page that anybody may write, and records that are believed.</summary>
internal static class RunConsole
{
    public const string Run = "run-7";

    public static async Task<TestConsole> StartAsync(Infrastructure.Persistence.DatabaseProvider provider)
    {
        var console = await HallwayConsole.StartAsync(provider);
        const string Anything = """{"type":"object","properties":{"id":{"type":"string"}}}""";
        foreach (var (name, trust) in new[] { ("web.get", "untrusted"), ("crm.get", "trusted") })
            await console.AcceptAsync(A.Tool(name).Taking(Anything).With("pointers", new System.Text.Json.Nodes.JsonObject())
                .With("side_effect", "read").With("sensitivity", new System.Text.Json.Nodes.JsonArray()).With("result_trust", trust).Document());
        return console;
    }

    public static Task<StartRunOutcome> BeginAsync(this TestConsole console, string goal, string run = Run, Caller.Agent? caller = null) =>
        console.Get<StartRunHandler>().HandleAsync(new(caller ?? HallwayConsole.Agent, run, [new(ReadingKind.Goal, null, goal)]), default);

    public static Task<ObserveOutcome> ReadAsync(this TestConsole console, string tool, string text, string run = Run) =>
        console.Get<ObserveHandler>().HandleAsync(new(HallwayConsole.Agent, run, new(ReadingKind.Tool, tool, text)), default);

    public static Task<ObserveOutcome> HearAsync(this TestConsole console, string text, string run = Run) =>
        console.Get<ObserveHandler>().HandleAsync(new(HallwayConsole.Agent, run, new(ReadingKind.User, null, text)), default);

    /// <summary>A proposal in the run that must have been taken in.</summary>
    public static async Task<Proposal> ProposeInRunAsync(
        this TestConsole console, string key, string arguments, string tool = "billing.refund", string? run = Run)
    {
        var args = JsonElement.Parse(arguments);
        var outcome = await console.Get<ProposeHandler>().HandleAsync(
            new(HallwayConsole.Agent, key, Digest.OfBytes(Encoding.UTF8.GetBytes(key)), tool, args, CanonicalJson.Text(args), Digest.Of(args), RunId: run), default);
        return ((ProposeOutcome.Recorded)outcome).Proposal;
    }

    public static ArgumentOrigin OriginAt(this Proposal proposal, string pointer) =>
        OriginsText.Read(proposal.Origins).Arguments.Single(argument => argument.Pointer == pointer);
}
