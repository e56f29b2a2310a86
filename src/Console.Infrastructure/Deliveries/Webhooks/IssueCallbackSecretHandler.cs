using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Deliveries.Webhooks;

/// <summary>Issues an agent's callback secret and shows it, once.</summary>
public sealed class IssueCallbackSecretHandler(ConsoleTransaction transaction, CallbackSecrets secrets)
{
    public async Task<WebhookOutcome> HandleAsync(IssueCallbackSecret command, CancellationToken cancellation)
    {
        if (!command.Caller.May(Permission.IssueAgentKeys)) return new WebhookOutcome.RoleMissing(Permission.IssueAgentKeys);
        // No agent is called so, and PostgreSQL takes no text with a NUL.
        if (command.Agent.Any(char.IsControl)) return new WebhookOutcome.UnknownAgent(command.Agent);
        return await transaction.RunAsync(CommitAsync, cancellation);

        async Task<WebhookOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            if (!await db.Agents.AnyAsync(agent => agent.Name == command.Agent && !agent.IsArchived, inner))
                return new WebhookOutcome.UnknownAgent(command.Agent);
            if (await CallbackSecrets.FindAsync(db, command.Agent, inner) is { } existing) return new WebhookOutcome.HasSecret(existing.Id);

            var (endpoint, secret) = secrets.Add(db, command.Caller, command.Agent);
            return new WebhookOutcome.SecretShown(endpoint.Id, secret);
        }
    }
}
