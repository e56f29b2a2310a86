using System.Collections.Frozen;
using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Agents.Documents;

namespace AgentConsole.Web.Shell;

/// <summary>Fills a running console from the server itself, through the handlers that everybody uses; what is refused is an exception.</summary>
internal sealed class Seeding(IServiceProvider console, CancellationToken cancellation)
{
    private static readonly Caller Server = new Caller.Server();

    public ShownOnce NewPassword() => console.GetRequiredService<SecretMint>().Password();

    /// <param name="password">Null for somebody who only has tokens.</param>
    public async Task<PersonId> AddPersonAsync(string email, string name, ShownOnce? password, params Role[] roles)
    {
        var added = await console.GetRequiredService<AddPersonHandler>()
            .HandleAsync(new AddPerson(Server, email, name, roles.ToFrozenSet(), password), cancellation);
        return added is AddPersonOutcome.Added { Id: var id } ? id : throw new InvalidOperationException($"{email} was not added: {added}.");
    }

    public async Task<string> TokenAsync(PersonId person, string name)
    {
        var issued = await console.GetRequiredService<IssueTokenHandler>().HandleAsync(new IssueToken(Server, person, name, ExpiresAt: null), cancellation);
        return issued is IssueTokenOutcome.Issued { Secret: var secret } ? secret.Reveal() : throw new InvalidOperationException($"No token: {issued}.");
    }

    public async Task<string> KeyAsync(string agent, string environment)
    {
        var issued = await console.GetRequiredService<IssueAgentKeyHandler>()
            .HandleAsync(new IssueAgentKey(Server, agent, environment, Holder: null, ExpiresAt: null), cancellation);
        return issued is IssueAgentKeyOutcome.Issued { Secret: var secret } ? secret.Reveal() : throw new InvalidOperationException($"No key for {agent}: {issued}.");
    }

    /// <summary>What was applied, or everything that is wrong with the documents.</summary>
    public Task<ApplyOutcome> ApplyAsync(IReadOnlyList<SourceDocument> documents) =>
        console.GetRequiredService<ApplyHandler>().HandleAsync(new Apply(Server, documents, IsDryRun: false), cancellation);
}
