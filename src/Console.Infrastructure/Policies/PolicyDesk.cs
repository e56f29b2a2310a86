using AgentConsole.Domain.Access;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Infrastructure.Policies;

/// <summary>Asks every published policy set. With none published, whatever the manifest allows goes to a person.</summary>
public sealed class PolicyDesk
{
    public const string NoPolicySet = "no_policy_set";

    /// <summary>The answers, before a verdict is folded from them; never empty, because silence would be a denial.</summary>
    public Task<IReadOnlyList<PolicyAnswer>> AskAsync(Facts facts, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<PolicyAnswer>>(
            [PolicyAnswer.Review(NoPolicySet, "No policy set is published, so a person decides.", 1, Role.Reviewer)]);
}
