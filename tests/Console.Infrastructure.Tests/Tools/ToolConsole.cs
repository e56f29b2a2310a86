using System.Text.Json;
using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Policies;
using AgentConsole.Infrastructure.Spend;
using AgentConsole.Infrastructure.Tools;
using AgentConsole.Testing;
using AgentConsole.Testing.Persistence;

namespace AgentConsole.Infrastructure.Tests.Tools;

/// <summary>A console with the rooms Tools and Agents, and short words for what their tests do most.</summary>
internal static class ToolConsole
{
    public static Task<TestConsole> StartAsync(DatabaseProvider provider) =>
        TestConsole.StartAsync(provider, services => services.AddTools().AddAgents(new()).AddSpend().AddPolicies(new()));

    public static Task<TestConsole> NodeAsync(TestDatabase database, FakeClock clock) =>
        TestConsole.StartAsync(database, clock, services => services.AddTools().AddAgents(new()).AddSpend().AddPolicies(new()));

    public static Task<AcceptToolOutcome> AcceptAsync(this TestConsole console, string document, Caller? caller = null) =>
        console.Get<AcceptToolHandler>().HandleAsync(new(caller ?? new Caller.Server(), JsonElement.Parse(document)), default);

    public static Task<AgentOutcome> RegisterAsync(this TestConsole console, string document, Caller? caller = null) =>
        console.Get<RegisterAgentHandler>().HandleAsync(new(caller ?? new Caller.Server(), JsonElement.Parse(document)), default);

    public static Task<AgentOutcome> ChangeAsync(this TestConsole console, string name, string document, int? seen = null, Caller? caller = null) =>
        console.Get<ChangeAgentHandler>().HandleAsync(new(caller ?? new Caller.Server(), name, seen, JsonElement.Parse(document)), default);
}
