using AgentConsole.Domain.Access;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Deliveries.Webhooks;

/// <summary>Issues an agent's callback secret and shows it, once.</summary>
public sealed class IssueCallbackSecretHandler(ConsoleTransaction transaction, CallbackSecrets callbacks, WebhookSecrets secrets)
{
    public async Task<WebhookOutcome> HandleAsync(IssueCallbackSecret command, CancellationToken cancellation)
    {
        if (!command.Caller.May(Permission.IssueAgentKeys)) return new WebhookOutcome.RoleMissing(Permission.IssueAgentKeys);
        // No agent is called so, and PostgreSQL takes no text with a NUL.
        if (command.Agent.Any(char.IsControl)) return new WebhookOutcome.UnknownAgent(command.Agent);
        return await transaction.RunAsync(() => Task.FromResult(secrets.New()), CommitAsync, cancellation);

        async Task<WebhookOutcome> CommitAsync(ConsoleDbContext db, (WebhookSecret Shown, byte[] Kept) secret, CancellationToken inner)
        {
            if (!await db.Agents.AnyAsync(agent => agent.Name == command.Agent && !agent.IsArchived, inner))
                return new WebhookOutcome.UnknownAgent(command.Agent);
            if (!await AgentRights.ReachAsync(db, command.Caller, Permission.IssueAgentKeys, command.Agent, inner))
                return new WebhookOutcome.NotYourAgent();
            if (await CallbackSecrets.FindAsync(db, command.Agent, inner) is { } existing) return new WebhookOutcome.HasSecret(existing.Id);

            return new WebhookOutcome.SecretShown(callbacks.Add(db, command.Caller, command.Agent, secret.Kept).Id, secret.Shown);
        }
    }
}
