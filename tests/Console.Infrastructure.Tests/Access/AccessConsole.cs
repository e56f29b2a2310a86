using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Persistence;

namespace AgentConsole.Infrastructure.Tests.Access;

/// <summary>A node with the Access room, and short words for it.</summary>
internal static class AccessConsole
{
    public const string Agent = "support-triage-v3";

    public static readonly ShownOnce Password = new("correct fjord saddle envelope");

    public static Task<TestConsole> StartAsync(DatabaseProvider provider) =>
        TestConsole.StartAsync(provider, services => services.AddAccess());

    public static Task<TestConsole> StartAsync(TestDatabase database, FakeClock clock) =>
        TestConsole.StartAsync(database, clock, services => services.AddAccess());

    public static async Task<IssueAgentKeyOutcome.Issued> IssueKeyAsync(this TestConsole console, DateTimeOffset? expiresAt = null)
    {
        if (await console.ReadAsync(db => Task.FromResult(!db.Agents.Any()))) await console.AddAsync(A.Agent(Agent).Build());
        var outcome = await console.Get<IssueAgentKeyHandler>().HandleAsync(
            new(new Caller.Server(), Agent, "production", null, expiresAt), CancellationToken.None);
        return (IssueAgentKeyOutcome.Issued)outcome;
    }

    public static async Task<Caller.Person> AddPersonAsync(this TestConsole console, string email, params Role[] roles)
    {
        var outcome = await console.Get<AddPersonHandler>().HandleAsync(
            new(new Caller.Server(), email, "", roles.ToHashSet(), Password), CancellationToken.None);
        var added = (AddPersonOutcome.Added)outcome;
        return new(added.Id, email.Split('@')[0], roles.ToHashSet());
    }

    public static async Task<IssueTokenOutcome.Issued> IssueTokenAsync(this TestConsole console, Caller.Person person) =>
        (IssueTokenOutcome.Issued)await console.Get<IssueTokenHandler>().HandleAsync(
            new(person, person.Id, "laptop", null), CancellationToken.None);

    public static async Task<BearerOutcome> PresentAsync(this TestConsole console, string secret) =>
        await console.Get<BearerCheck>().CheckAsync(secret, CancellationToken.None);

    public static BearerRefusal? Refusal(this BearerOutcome outcome) => (outcome as BearerOutcome.Refused)?.Why;
}
