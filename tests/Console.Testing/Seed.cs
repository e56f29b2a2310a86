using System.Globalization;
using System.Text.Json;
using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Agents.Documents;
using AgentConsole.Infrastructure.Tools;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Testing;

/// <summary>Sets a running console up through its own handlers: people, tokens, tools, agents and keys.</summary>
public sealed class Seed(IServiceProvider services)
{
    public const string RefundTool = """
        {"kind":"Tool","name":"billing.refund","version":1,"side_effect":"write","environments":["staging","production"],
         "input_schema":{"type":"object","required":["order_id","amount"],"additionalProperties":false,
           "properties":{"order_id":{"type":"string"},"amount":{"type":"number","minimum":0},"email":{"type":"string"}}},
         "sensitivity":["money"],"pointers":{"money":"/amount","target":"/order_id","recipient":"/email"},"currency":"USD"}
        """;

    private static readonly Caller Server = new Caller.Server();

    public async Task ToolAsync(string document)
    {
        var outcome = await services.GetRequiredService<AcceptToolHandler>().HandleAsync(new AcceptTool(Server, Json(document)), CancellationToken.None);
        if (outcome is not AcceptToolOutcome.Accepted) throw new InvalidOperationException($"The tool was not accepted: {outcome}.");
    }

    /// <summary>An agent that may use one tool in one environment, with limits where given.</summary>
    public async Task AgentAsync(string name, string tool = "billing.refund", string environment = "production", string stage = "narrow_production_writes",
        string? limits = null)
    {
        var document = Json(AgentDocument(name, tool, environment, stage, limits));
        var outcome = await services.GetRequiredService<RegisterAgentHandler>().HandleAsync(new RegisterAgent(Server, document), CancellationToken.None);
        if (outcome is not AgentOutcome.Registered) throw new InvalidOperationException($"The agent was not registered: {outcome}.");
    }

    public static string AgentDocument(string name, string tool = "billing.refund", string environment = "production",
        string stage = "narrow_production_writes", string? limits = null)
    {
        var arguments = limits is null ? "" : $",\"arguments\":{limits}";
        return $$"""
            {"kind":"Agent","name":"{{name}}","dri":"dri@example.com","stage":"{{stage}}",
             "owners":{"security":"s@example.com","sre":"s@example.com","product":"s@example.com","engineering":"s@example.com"},
             "manifest":[{"tool":"{{tool}}","environments":["{{environment}}"]{{arguments}}}]}
            """;
    }

    /// <summary>A key of an agent, with the person who holds it where there is one.</summary>
    public async Task<string> KeyAsync(string agent, string environment = "production", PersonId? holder = null)
    {
        var outcome = await services.GetRequiredService<IssueAgentKeyHandler>()
            .HandleAsync(new IssueAgentKey(Server, agent, environment, holder, null), CancellationToken.None);
        return outcome is IssueAgentKeyOutcome.Issued issued ? issued.Secret.Reveal() : throw new InvalidOperationException($"No key: {outcome}.");
    }

    public static string EmailOf(string name) => string.Create(CultureInfo.InvariantCulture, $"{name.ToLowerInvariant()}@example.com");

    public static string PasswordOf(string name) => "a long enough pass phrase for " + name;

    public async Task<PersonId> PersonAsync(string name, params Role[] roles)
    {
        var outcome = await services.GetRequiredService<AddPersonHandler>().HandleAsync(
            new AddPerson(Server, EmailOf(name), name, roles.ToHashSet(), new ShownOnce(PasswordOf(name))), CancellationToken.None);
        return outcome is AddPersonOutcome.Added added ? added.Id : throw new InvalidOperationException($"Nobody was added: {outcome}.");
    }

    public async Task<string> TokenAsync(PersonId person)
    {
        var outcome = await services.GetRequiredService<IssueTokenHandler>().HandleAsync(new IssueToken(Server, person, "test", null), CancellationToken.None);
        return outcome is IssueTokenOutcome.Issued issued ? issued.Secret.Reveal() : throw new InvalidOperationException($"No token: {outcome}.");
    }

    /// <summary>Whatever else a document says, as <c>apply</c> on the server would.</summary>
    public async Task ApplyAsync(string document)
    {
        var outcome = await services.GetRequiredService<ApplyHandler>().HandleAsync(
            new Apply(Server, [new SourceDocument("seed", 0, Json(document))], IsDryRun: false), CancellationToken.None);
        if (outcome is not ApplyOutcome.Applied) throw new InvalidOperationException($"It was not applied: {outcome}.");
    }

    private static JsonElement Json(string document) => JsonElement.Parse(document);
}
